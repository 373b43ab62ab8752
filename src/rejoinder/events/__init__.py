"""The chronology: what happened when, as documents tell it and as a person confirms, rewords, withdraws and adds it."""
