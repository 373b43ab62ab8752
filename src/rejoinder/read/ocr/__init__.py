"""Text recognition (OCR): pictures of pages into words, each with its box and how sure the engine is of it."""
