"""Secrets that the installation makes for itself: once, whole, apart and for nobody else to read."""

from spelregler.config.environment import env_secret


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
