namespace AtmTerminal.StopPoints.Tests;

/// <summary>Reads the compiled code of everything that is shipped, for calls that leave the process.</summary>
public class When_the_code_is_searched_for_boundaries
{
    private static readonly IReadOnlyList<OutsideCall> Calls = OutsideCalls.InShippedCode();

    [Test]
    public void Every_call_that_leaves_the_process_belongs_to_stop_points_or_has_a_reason()
    {
        var unknown = Calls.Where(call => Boundaries.Of(call) is null).ToArray();
        Assert.That(
            unknown,
            Is.Empty,
            "A new boundary. Say in Boundaries to which stop points it belongs; give it some in StopPoints when there are none; "
                + "or say why nothing of a withdrawal depends on it.\n"
                + string.Join<OutsideCall>('\n', unknown)
        );
    }

    [Test]
    public void Every_boundary_that_is_listed_is_still_in_the_code() =>
        Assert.That(Boundaries.All.Keys.Except(Calls.Select(call => call.In)), Is.Empty, "take them off Boundaries");

    [Test]
    public void The_search_sees_what_it_should()
    {
        var seen = Calls.Select(call => call.Calls).ToHashSet();
        Assert.That(
            seen,
            Is.SupersetOf(
                new[]
                {
                    "SQLitePCL.raw.sqlite3_step",
                    "System.IO.FileStream.Flush",
                    "System.Net.Sockets.Socket.SendAsync",
                    "System.Device.Gpio.GpioController.Write",
                    "libc!fsync",
                }
            )
        );
    }
}
