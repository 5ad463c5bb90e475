using AtmTerminal.BankHost;

return await HostCommands.Root().Parse(args).InvokeAsync();
