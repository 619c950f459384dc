"""How a salary becomes a pay line. Money is whole cents; nothing is ever a float."""

SOCIAL_PER_MILLE = 186
# Up to this many cents per month, this many per mille; the last bracket has no end.
TAX_BRACKETS = ((100_000, 0), (250_000, 140), (600_000, 300), (None, 420))


def part(cents, per_mille):
    """A share of an amount, rounded half up to the cent."""
    return (cents * per_mille + 500) // 1000


def tax(taxable):
    total, lower = 0, 0
    for upper, per_mille in TAX_BRACKETS:
        top = taxable if upper is None else min(taxable, upper)
        if top > lower:
            total += part(top - lower, per_mille)
        if upper is None or taxable <= upper:
            return total
        lower = upper


def line(gross):
    """(gross, social, tax, net)"""
    social = part(gross, SOCIAL_PER_MILLE)
    withheld = tax(gross - social)
    return gross, social, withheld, gross - social - withheld
