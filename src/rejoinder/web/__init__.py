"""The case on screen: pages a browser on this machine shows, over the same calls as the command line."""
