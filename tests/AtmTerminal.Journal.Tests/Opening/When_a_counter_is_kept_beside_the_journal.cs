using System.Text;
using AtmTerminal.Journal.Tests.Support;

namespace AtmTerminal.Journal.Tests.Opening;

/// <summary>The number outside the journal's disk that shows an older copy (D9), on real files.</summary>
public class When_a_counter_is_kept_beside_the_journal
{
    private TempFolder _medium = null!;

    [SetUp]
    public void A_medium() => _medium = new();

    [TearDown]
    public void Leave_nothing() => _medium.Dispose();

    private string Path => _medium.File("counter");

    private HeadCounter Counter => HeadCounter.InFile(Path);

    [Test]
    public void The_last_number_written_is_the_number_read()
    {
        foreach (var seq in new[] { 1L, 17, 9_999, long.MaxValue })
        {
            Assert.That(Counter.Write(seq), Is.Null);
            Assert.That(Counter.Read(), Is.EqualTo(new HeadCount(seq, null)));
        }
        Assert.That(Directory.EnumerateFileSystemEntries(_medium.Path), Is.EqualTo(new[] { Path }), "one file");
    }

    [Test]
    public void A_counter_that_is_not_there_knows_nothing() => KnowsNothing("is not there");

    [TestCase("")]
    [TestCase("17")]
    [TestCase("17\n")]
    [TestCase("-17 00000000\n")]
    [TestCase("99999999999999999999 00000000\n")]
    [TestCase("rows 17 00000000\n")]
    public void Nonsense_is_no_number(string text)
    {
        File.WriteAllText(Path, text);
        KnowsNothing("holds no row number");
    }

    [Test]
    public void No_bit_that_flips_makes_another_number()
    {
        Counter.Write(1_234);
        var good = File.ReadAllBytes(Path);
        for (var bit = 0; bit < good.Length * 8; bit++)
        {
            var bad = (byte[])good.Clone();
            bad[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(Path, bad);
            KnowsNothing("holds no row number");
        }
    }

    [Test]
    public void A_write_that_was_cut_off_leaves_the_number_before()
    {
        Counter.Write(17);
        File.WriteAllBytes(Path + ".new", Encoding.ASCII.GetBytes("2"));
        Assert.That(Counter.Read().Seq, Is.EqualTo(17));
        Assert.That(Counter.Write(20), Is.Null);
        Assert.That(Counter.Read().Seq, Is.EqualTo(20));
    }

    [Test]
    public void A_medium_that_is_gone_is_one_sentence_and_no_folder_is_made_for_it()
    {
        var gone = System.IO.Path.Combine(_medium.Path, "stick", "counter");
        Assert.That(HeadCounter.InFile(gone).Write(17), Does.Contain(gone).And.EndsWith("it lags behind the journal."));
        Assert.That(HeadCounter.InFile(gone).Read().Problem, Does.Contain("is not there"));
        Assert.That(Directory.EnumerateFileSystemEntries(_medium.Path), Is.Empty);
    }

    [Test]
    public void A_place_that_is_no_file_is_one_sentence()
    {
        Directory.CreateDirectory(Path);
        Assert.That(Counter.Write(17), Does.Contain("could not be written"));
        Assert.That(Counter.Read().Seq, Is.Zero);
    }

    [Test]
    public void A_file_that_cannot_be_read_knows_nothing()
    {
        Counter.Write(17);
        using var held = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        KnowsNothing("cannot be read");
    }

    private void KnowsNothing(string because)
    {
        var count = Counter.Read();
        Assert.That(count.Seq, Is.Zero);
        Assert.That(count.Problem, Does.Contain($"{Path} {because}"));
    }
}
