namespace AtmTerminal.Browser.Tests.Screen;

public class When_a_sample_screen_is_shown
{
    [Test]
    public async Task Pictures([Values("machine", "phone")] string glassName)
    {
        var glass = glassName == "machine" ? Glass.Machine : Glass.Phone;
        await using var served = await ServedScreen.StartAsync(SampleViews.Welcome);
        await using var open = await served.OpenAsync(glass);
        foreach (var (i, view) in SampleViews.All.Index())
        {
            await open.Page.ShowAsync(served.Session, view);
            await open.Page.KeepPictureAsync($"sample-{glass}-{i}-{view.Screen}");
        }
        Assert.That(open.Complaints, Is.Empty);
    }
}
