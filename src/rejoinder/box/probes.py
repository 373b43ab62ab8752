"""The ways out that `rejoinder doctor` tries from within a locked process."""


def tried(probe: str, place: str) -> bool:
    return False
