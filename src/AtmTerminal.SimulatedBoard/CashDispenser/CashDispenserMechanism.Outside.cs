namespace AtmTerminal.SimulatedBoard.CashDispenser;

/// <summary>What people do to the dispenser, how it is kept, and how it looks. People's calls are safe on any thread.</summary>
public sealed partial class CashDispenserMechanism
{
    /// <summary>The customer's hand at the throat, with or without power.</summary>
    /// <param name="atMost">So many notes, uppermost first; all by default.</param>
    /// <returns>How many it got: none while the shutter is not open or the notes are out of reach.</returns>
    public int TakeNotes(int atMost = int.MaxValue) =>
        Act(now =>
        {
            if (!_shutter.LetsThrough)
                return 0;
            var taken = _presenter.TakeAtExit(atMost, now);
            foreach (var item in taken)
                _customer.Add(item.Unit, item.Notes);
            Settle();
            return taken.Count;
        });

    /// <summary>Puts a cassette in its slot or takes it out, with its notes.</summary>
    /// <exception cref="InvalidOperationException">The machine has no such slot.</exception>
    public void InsertCassette(int slot, bool inserted) => Act(_ => CassetteIn(slot).Insert(inserted));

    /// <summary>Makes the cassette hold this many notes.</summary>
    /// <exception cref="InvalidOperationException">The machine has no such slot.</exception>
    public void FillCassette(int slot, int notes) => Act(_ => CassetteIn(slot).Fill(notes));

    /// <summary>Empties the reject and the retract bin.</summary>
    public void EmptyBins() =>
        Act(_ =>
        {
            _reject.Clear();
            _retract.Clear();
        });

    /// <summary>A technician opens the note path and takes out everything that lies or is stuck between cassettes and bins.</summary>
    /// <returns>Notes by the cassette they came from.</returns>
    public IReadOnlyDictionary<string, int> TakeOutPath() =>
        Act(now =>
        {
            var hand = new Tally();
            foreach (var cam in _pickCams)
                Take(cam.TakeOut(now));
            Take(_transport.TakeOut(now));
            Take(_purgeCam.TakeOut(now));
            Take(_hold.TakeOut(now));
            foreach (var item in _presenter.TakeOut(now))
                Take(item);
            Settle();
            return hand.Picture();

            void Take(Item? item)
            {
                if (item is not null)
                    hand.Add(item.Unit, item.Notes);
            }
        });

    /// <summary>A technician frees whatever is stuck, without taking a note out: it moves on with the next turn of its motor.</summary>
    public void FreeJams() =>
        Act(now =>
        {
            foreach (var cam in _pickCams)
                cam.Free(now);
            _transport.Free(now);
            _purgeCam.Free(now);
            _hold.Free(now);
            _presenter.Free(now);
            Settle();
        });

    protected internal override void Save(BinaryWriter state)
    {
        state.Write(_cassettes.Length);
        for (var i = 0; i < _cassettes.Length; i++)
        {
            state.Write(_cassettes[i].Unit);
            _cassettes[i].Save(state);
            _pickCams[i].Save(state);
        }
        _transport.Save(state);
        _presenter.Save(state);
        _shutter.Save(state);
        _purgeCam.Save(state);
        _hold.Save(state);
        _reject.Save(state);
        _retract.Save(state);
        _customer.Save(state);
    }

    /// <exception cref="InvalidDataException">The saved machine has other slots.</exception>
    protected internal override void Load(BinaryReader state)
    {
        var slots = state.ReadInt32();
        for (var i = 0; i < slots; i++)
        {
            var unit = state.ReadString();
            if (slots != _cassettes.Length || unit != _cassettes[i].Unit)
                throw new InvalidDataException(
                    "The saved machine has other cassette slots: remove its file to start with a new machine."
                );
            _cassettes[i].Load(state);
            _pickCams[i].Load(state);
        }
        _transport.Load(state);
        _presenter.Load(state);
        _shutter.Load(state);
        _purgeCam.Load(state);
        _hold.Load(state);
        _reject.Load(state);
        _retract.Load(state);
        _customer.Load(state);
        Settle();
    }

    protected internal override MechanismPicture Picture() =>
        new DispenserPicture(
            [.. _cassettes.Select(c => new CassettePicture(c.Unit, c.Inserted, c.Notes))],
            [.. Path()],
            _reject.Picture(),
            _retract.Picture(),
            _customer.Picture(),
            (int)(_shutter.At / Geometry.Mm)
        );

    private IEnumerable<ItemPicture> Path()
    {
        foreach (var cam in _pickCams)
            if (cam.Item is { } picked)
                yield return Picture($"cassette{picked.Unit}", picked, cam.At, cam.Stuck);
        if (_transport.Item is { } moving)
            yield return Picture("transport", moving, _transport.At, _transport.Stuck);
        var bundle = _presenter.At >= Geometry.ThroatSensor ? "throat" : "stacker";
        foreach (var note in _presenter.Pile)
            yield return Picture(bundle, note, _presenter.At, _presenter.Stuck);
        foreach (var left in _presenter.LeftBehind)
            yield return Picture("throat", left, Geometry.BeltTravel, stuck: false);
        if (_purgeCam.Item is { } purged)
            yield return Picture("purge", purged, _purgeCam.At, _purgeCam.Stuck);
        if (_hold.Item is { } held)
            yield return Picture("hold", held, _hold.At, _hold.Stuck);
    }

    private static ItemPicture Picture(string where, Item item, long at, bool stuck) =>
        new(where, item.Unit, item.Notes, (int)(at / Geometry.Mm), stuck);

    private Cassette CassetteIn(int slot) => _cassettes[_loads.Index().First(l => l.Item.Slot == slot).Index];
}
