namespace AtmTerminal.Simulation;

/// <summary>The defects that the simulator must find.</summary>
internal static class PlantList
{
    private const string Cash = "src/AtmTerminal.Session/Effects/CashEffects.cs";
    private const string HostAdvices = "src/AtmTerminal.BankHost/Core/Advices.cs";
    private const string Upload = "src/AtmTerminal.HostLink/Upload/Uploader.cs";

    public static IReadOnlyList<Plant> All { get; } =
    [
        new(
            "request written after the order",
            Cash,
            "var durable = customer.OfflineCard is { } card ? RecordOffline(request, card) : tools.Durable(request);",
            "var durable = true; Order(); async void Order() { await Dispenser.Dispense(customer.Number, customer.Plan); tools.Durable(request); }"
        ),
        new(
            "completed written before presenting",
            Cash,
            "tools.Desk.Show(tools.ContentFor(Screens.ScreenId.TakeCash));",
            "tools.Desk.Show(tools.ContentFor(Screens.ScreenId.TakeCash)); if (CloseWithdrawal() == SessionTrigger.JournalFailed) return SessionTrigger.JournalFailed;"
        ),
        new(
            "outbox row deleted on send",
            Upload,
            "Reply.Unanswered { Reason: not NoAnswerReason.LinkLost } => CountUnanswered(record),",
            "Reply.Unanswered => IsDurable(new UploadAcknowledged(record.Withdrawal, record.Seq, \"00\")) && CountUnanswered(record),"
        ),
        new(
            "acknowledgement marked before commit",
            "src/AtmTerminal.BankHost/Store/SqliteDatabase.cs",
            "AtCommit?.Invoke(CommitPoint.Before);",
            "try { AtCommit?.Invoke(CommitPoint.Before); } catch (Exception) { return result; }"
        ),
        new(
            "host key without terminal id",
            HostAdvices,
            "var nobody = new WithdrawalKey(WithdrawalKey.Nobody, atm.Terminal, number);",
            "var nobody = new WithdrawalKey(WithdrawalKey.Nobody, \"ATM00001\", number);"
        ),
        new(
            "trace number as the key",
            HostAdvices,
            "KeyOf(sql, atm, advice.Withdrawal.Value, card);\n        var booked",
            "KeyOf(sql, atm, advice.Header.TraceNumber, card);\n        var booked"
        ),
        new(
            "reversal on retract time-out",
            "src/AtmTerminal.Journal/Recovery/ReconciliationTable.cs",
            "(Reach.Customer, Back.Unknown, _, _) => (Verdict.Suspect, \"C3\")",
            "(Reach.Customer, Back.Unknown, _, _) => (Verdict.CompletedWithZero, \"C3\")"
        ),
        new(
            "reject bin not counted",
            "src/AtmTerminal.Journal/State/CashPosition.cs",
            ".IntoFirst(CashUnitType.Reject, d.Unit, d.Notes)",
            ""
        ),
        new(
            "reconciliation not idempotent",
            "src/AtmTerminal.Session/Effects/Clearing.cs",
            "if (decision.Events.Count > 0 && !tools.Durable([.. decision.Events]))",
            "if (!decision.Events.All(e => tools.Durable(e)))"
        ),
        new(
            "repeated sync treated as success",
            "src/AtmTerminal.Journal/TerminalJournal.cs",
            "Failure = store.Commit(new(rows, State, next, card, NeedlessCards(events, next)));",
            "var batch = new StoreBatch(rows, State, next, card, NeedlessCards(events, next)); Failure = store.Commit(batch) is null ? null : store.Commit(batch);"
        ),
        new(
            "second order accepted by the dispenser",
            "src/AtmTerminal.Devices/CashDispenser/GpioCashDispenser.Picking.cs",
            "order < 0 || (order == 0 && _record.Ordered && (!_mayOrderMore || items.Equals(_ordered)))",
            "order < 0"
        ),
        new(
            "late approval used",
            "src/AtmTerminal.HostLink/Authorizations.cs",
            "return await link.AskAsync(request, keys, settings.AnswerLimit) switch\n        {\n            Reply.Answered answered => Conclude(question, (AuthorizationAnswer)answered.Answer),\n            Reply.Unanswered unanswered => Abandon(",
            "return await link.AskAsync(request, keys, settings.AnswerLimit * 10) switch\n        {\n            Reply.Answered answered => Conclude(question, (AuthorizationAnswer)answered.Answer),\n            Reply.Unanswered unanswered => Abandon("
        ),
        new(
            "offline limit kept in memory",
            "src/AtmTerminal.Journal/State/OfflineFold.cs",
            "TerminalStarted or SessionStarted when after.Offline is not null => Seen(after, entry.At),",
            "TerminalStarted => after with { Cards = [.. after.Cards.Select(c => c with { GivenOffline = null })] },"
        ),
        new(
            "MAC checked after the amount",
            "src/AtmTerminal.HostLink/Line/OpenQuestions.cs",
            "if (!_arrived.TryGetMac(out var covered, out var mac) || !question.Keys.AnswerMacHolds(covered, mac))",
            "if (!(LineReader.TryRead(_arrived, out var early, out _) && AnswerMatch.IsAbout(question.Question, early!)))"
        ),
        new(
            "clock used for order",
            "src/AtmTerminal.Session/Effects/HostEffects.cs",
            "customer.Number = tools.Parts.Journal.State.NextWithdrawal;",
            "customer.Number = new((long)(tools.Parts.Time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds - 1_700_000_000);"
        ),
        new(
            "torn record accepted",
            "src/AtmTerminal.Journal/Store/OpeningCheck.cs",
            "if ((row.Seq > first || first == 1) && !chain.Holds(before, row))",
            "if (row.Hash.Length == 0 && !chain.Holds(before, row))"
        ),
        new(
            "partial amount completed in full",
            Cash,
            "var completed = new WithdrawalCompleted(\n            customer.Number,\n            given,",
            "var completed = new WithdrawalCompleted(\n            customer.Number,\n            customer.Amount!.Value,"
        ),
        new(
            "duplicate answered with an error",
            HostAdvices,
            "return first.Response;",
            "return ResponseCode.FormatError;"
        ),
        new(
            "service count change during an open request",
            "src/AtmTerminal.Service/TechnicianService.cs",
            "if (state.Open.FirstOrDefault() is { } open)",
            "if (state.Open.Any()) return null;\n        if (state.Open.FirstOrDefault() is { } open)"
        ),
        new(
            "commit without sync",
            "src/AtmTerminal.Journal/Store/SqliteStore.cs",
            "PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = FULL;",
            "PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = OFF;"
        ),
    ];
}
