using AtmTerminal.Simulation;

return SimulationCommand.Create().Parse(args).Invoke();
