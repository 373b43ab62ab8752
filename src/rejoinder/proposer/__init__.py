"""A language model that a person runs on this machine: asked, and believed in nothing but words that stand there."""
