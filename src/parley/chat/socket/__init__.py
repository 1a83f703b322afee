"""`WS /ws`: chats, runs and news over one connection, in JSON frames."""
