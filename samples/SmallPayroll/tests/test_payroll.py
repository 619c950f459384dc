import unittest

from smallpayroll import payroll


class PayrollTests(unittest.TestCase):
    def test_a_small_salary_pays_no_tax(self):
        self.assertEqual(payroll.line(100_000), (100_000, 18_600, 0, 81_400))

    def test_each_bracket_is_taxed_at_its_own_rate(self):
        self.assertEqual(payroll.tax(250_000), 21_000)
        self.assertEqual(payroll.tax(600_000), 21_000 + 105_000)
        self.assertEqual(payroll.tax(700_000), 21_000 + 105_000 + 42_000)

    def test_cents_are_rounded_half_up_and_none_is_lost(self):
        self.assertEqual(payroll.part(250, 186), 47)    # 46.5
        for gross in (1, 333, 123_457, 999_999):
            total, social, tax, net = payroll.line(gross)
            self.assertEqual(total, social + tax + net)
