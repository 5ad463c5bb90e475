namespace AtmTerminal.Journal.Store;

/// <summary>The statements of a commit, prepared once and used for every one.</summary>
internal sealed class WriteStatements(SqliteDatabase database, StateSeal seal)
{
    private readonly SqliteStatement _begin = database.Prepare("BEGIN IMMEDIATE");
    private readonly SqliteStatement _commit = database.Prepare("COMMIT");
    private readonly SqliteStatement _insertEvent = database.Prepare(
        "INSERT INTO event(seq, at, type, withdrawal, body, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
    );
    private readonly SqliteStatement _putProjection = database.Prepare(
        "INSERT INTO projection(name, body) VALUES (?1, ?2) ON CONFLICT(name) DO UPDATE SET body = excluded.body"
    );
    private readonly SqliteStatement _deleteProjection = database.Prepare("DELETE FROM projection WHERE name = ?1");
    private readonly SqliteStatement _putCard = database.Prepare(
        "INSERT INTO card(withdrawal, sealed) VALUES (?1, ?2) ON CONFLICT(withdrawal) DO UPDATE SET sealed = excluded.sealed"
    );
    private readonly SqliteStatement _deleteCard = database.Prepare("DELETE FROM card WHERE withdrawal = ?1");

    /// <summary>Writes the batch in one transaction; durable when it returns.</summary>
    /// <exception cref="SqliteFailure">Nothing is known about what reached the disk.</exception>
    public void Write(StoreBatch batch)
    {
        _begin.Run();
        foreach (var row in batch.Rows)
            Insert(row);
        foreach (var (name, body) in Projections.Changes(batch.From, batch.To))
            Put(name, body);
        if (batch.CardToKeep is { } card)
            Keep(card.Withdrawal.Value, card.Sealed.Span);
        foreach (var withdrawal in batch.CardsToDelete)
            DeleteCard(withdrawal);
        if (seal.ToStore() is { } text)
            _putProjection.Bind(1, StateSeal.RowName).BindText(2, text).Run();
        _commit.Run();
    }

    private void Insert(StoredRow row) =>
        _insertEvent
            .Bind(1, row.Seq)
            .Bind(2, row.AtMs)
            .Bind(3, row.Type)
            .Bind(4, row.Withdrawal)
            .BindText(5, row.Body)
            .BindBlob(6, row.Hash)
            .Run();

    private void Put(string name, byte[]? body)
    {
        if (body is null)
        {
            _deleteProjection.Bind(1, name).Run();
            seal.Remove(name);
        }
        else
        {
            _putProjection.Bind(1, name).BindText(2, body).Run();
            seal.Put(name, body);
        }
    }

    private void Keep(long withdrawal, ReadOnlySpan<byte> sealedCard)
    {
        _putCard.Bind(1, withdrawal).BindBlob(2, sealedCard).Run();
        seal.Put(StateSeal.CardName(withdrawal), sealedCard);
    }

    private void DeleteCard(long withdrawal)
    {
        _deleteCard.Bind(1, withdrawal).Run();
        seal.Remove(StateSeal.CardName(withdrawal));
    }
}
