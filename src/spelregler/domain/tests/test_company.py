"""One number is one company, whatever its name; without numbers the names decide."""

from __future__ import annotations

import pytest

from spelregler.domain.frames.company import Company, digits_of


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("212000-0001", "2120000001"),
        ("2120000001", "2120000001"),
        ("162120000001", "2120000001"),
        ("000000-0000", ""),
        ("", ""),
        ("okänt", ""),
    ],
)
def test_a_number_is_its_ten_digits(written, digits):
    assert digits_of(written) == digits


@pytest.mark.parametrize(
    ("one", "other", "is_another"),
    [
        (Company("Småstads kommun", "2120000001"), Company("SMÅSTAD", "2120000001"), False),
        (Company("Småstads kommun", "2120000001"), Company("Småstads kommun", "5560000001"), True),
        (Company("Småstads kommun"), Company("Småstads  KOMMUN", "2120000001"), False),
        (Company("Småstads kommun"), Company("Småstads Energi AB"), True),
        (Company(""), Company("Småstads Energi AB"), False),
        (Company("", "2120000001"), Company("Småstads Energi AB"), False),
    ],
)
def test_what_makes_two_companies(one, other, is_another):
    assert one.is_another(other) is is_another
    assert other.is_another(one) is is_another


def test_it_is_written_with_what_is_known_of_it():
    assert str(Company("Småstad", "2120000001")) == "”Småstad” 212000-0001"
    assert str(Company("", "2120000001")) == "212000-0001"
