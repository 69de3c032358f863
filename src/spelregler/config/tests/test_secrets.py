"""Secrets that the installation makes for itself: once, whole, apart and for nobody else to read."""

import pytest

from spelregler.config.environment import ConfigurationError, env_secret


def test_one_is_made_once_and_kept_for_its_owner_only(tmp_path):
    made = env_secret("SPELREGLER_PROV", folder=tmp_path, file_name="prov_key")
    assert len(made) > 50
    assert env_secret("SPELREGLER_PROV", folder=tmp_path, file_name="prov_key") == made
    assert (tmp_path / "prov_key").stat().st_mode & 0o077 == 0
    assert [each.name for each in tmp_path.iterdir()] == ["prov_key"]


def test_each_has_its_own(tmp_path):
    assert env_secret("SPELREGLER_PROV", folder=tmp_path, file_name="a") != env_secret(
        "SPELREGLER_PROV", folder=tmp_path, file_name="b"
    )


def test_the_environment_goes_first(tmp_path, monkeypatch):
    monkeypatch.setenv("SPELREGLER_PROV", "från miljön")
    assert env_secret("SPELREGLER_PROV", folder=tmp_path) == "från miljön"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("damaged", [b"", b"\n", b"\xff\xfe\x00"])
def test_a_damaged_one_is_refused_with_the_way_back_and_never_used(tmp_path, damaged):
    (tmp_path / "audit_key").write_bytes(damaged)
    with pytest.raises(ConfigurationError, match=r"audit_key .*spelregler restore FILE --replace"):
        env_secret("SPELREGLER_PROV", folder=tmp_path, file_name="audit_key")
    assert (tmp_path / "audit_key").read_bytes() == damaged


def test_a_file_that_the_environment_names_must_be_there(tmp_path, monkeypatch):
    monkeypatch.setenv("SPELREGLER_PROV_FILE", str(tmp_path / "none"))
    with pytest.raises(ConfigurationError, match="SPELREGLER_PROV_FILE"):
        env_secret("SPELREGLER_PROV", folder=tmp_path)
