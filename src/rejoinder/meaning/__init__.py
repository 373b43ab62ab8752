"""How near two texts are in meaning, by a small language model whose weights come with a package: an extra."""
