"""Provisioning: what the directory says becomes accounts, groups and posts, and a leaver loses access at once."""

import json
from datetime import date

import pytest
from django.test import Client

from spelregler.apps.identity.models import ScimToken, ScimUser
from spelregler.apps.identity.operations.groups import decide_mapping
from spelregler.apps.identity.operations.provisioning import give_token, revoke_token
from spelregler.apps.identity.tests.test_sign_in import PASSWORD, is_in, sign_in
from spelregler.apps.organisation.models import Body, Person, Post
from spelregler.apps.organisation.queries.role_assignments import role_assignments_of
from spelregler.platform import clock
from spelregler.platform.accounts.models import Account
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import SYSTEM

pytestmark = pytest.mark.django_db
TYPE = "application/scim+json"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"


class Directory:
    """The municipality's directory, talking to us."""

    def __init__(self, key):
        self.client, self.key = Client(headers={"Authorization": f"Bearer {key}"}), key

    def call(self, method, path, body=None):
        data = json.dumps(body) if body is not None else ""
        return self.client.generic(method, f"/scim/v2/{path}", data, content_type=TYPE)

    def user(self, name="eva", **more):
        email = [{"value": f"{name}@kommun.example", "primary": True}]
        schema = "urn:ietf:params:scim:schemas:core:2.0:User"
        return {"schemas": [schema], "userName": name, "displayName": "Eva Ek", "emails": email, **more}

    def add(self, name="eva", **more):
        return self.call("POST", "Users", self.user(name, **more)).json()

    def group(self, name, *members):
        schema = "urn:ietf:params:scim:schemas:core:2.0:Group"
        told = {"schemas": [schema], "displayName": name, "members": [{"value": each["id"]} for each in members]}
        return self.call("POST", "Groups", told).json()

    def patch(self, path, *operations):
        return self.call("PATCH", path, {"schemas": [PATCH], "Operations": list(operations)})


@pytest.fixture
def directory(db):
    return Directory(give_token(name="katalogen", now=clock.now(), who=SYSTEM))


@pytest.fixture
def controller():
    board = Body.objects.create(code="un", name="UN", kind=Body.Kind.COMMITTEE, start=date(2026, 1, 1))
    post = Post.objects.create(code="ctrl", title="Controller", kind=Post.Kind.CONTROLLER)
    day = date(2026, 1, 1)
    decide_mapping(
        source="scim", group="controllers", post=post, body=board, decided_on=day, paragraph="1", start=day, who=SYSTEM
    )
    return post


def roles(email="eva@kommun.example"):
    person = Person.objects.filter(account__email=email).first()
    return (
        [role_assignment.role for role_assignment in role_assignments_of(person=person, as_of=clock.today())]
        if person
        else []
    )


class TestKeys:
    @pytest.mark.parametrize("header", ["", "Bearer ", "Bearer fel", "Basic ZXZhOmhlag==", "Token x"])
    @pytest.mark.parametrize("path", ["Users", "Users/1", "Groups", "ServiceProviderConfig", "hittepå"])
    def test_without_the_right_one_nothing_is_told(self, client, directory, header, path):
        answer = client.get(f"/scim/v2/{path}", headers={"Authorization": header})
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"].startswith("Bearer")

    def test_being_signed_in_does_not_help(self, client, directory):
        Account.objects.create_account(email="bo@kommun.example", name="Bo", password=PASSWORD)
        sign_in(client, email="bo@kommun.example")
        assert client.get("/scim/v2/Users").status_code == 401

    def test_a_revoked_one_opens_nothing(self, directory):
        assert directory.call("GET", "Users").status_code == 200
        revoke_token(name="katalogen", now=clock.now(), who=SYSTEM)
        assert directory.call("GET", "Users").status_code == 401

    def test_the_key_itself_is_not_kept(self, directory):
        assert directory.key not in str(list(ScimToken.objects.values())) + str(list(AuditRow.objects.values()))


class TestUsers:
    def test_a_new_one_gets_an_account_that_nobody_knows_a_password_to(self, directory):
        told = directory.add()
        account = Account.objects.get(email="eva@kommun.example")
        assert (account.name, account.has_usable_password()) == ("Eva Ek", False)
        assert directory.call("GET", f"Users/{told['id']}").json()["userName"] == "eva"
        acts = set(AuditRow.objects.filter(actor="SCIM katalogen").values_list("act", flat=True))
        assert acts == {"open-account", "provision-user"}

    def test_a_name_that_is_an_address_is_enough(self, directory):
        told = directory.user()
        told.update(userName="bo@kommun.example", emails=[])
        assert directory.call("POST", "Users", told).status_code == 201
        assert Account.objects.get().email == "bo@kommun.example"

    def test_the_same_name_twice_is_refused(self, directory):
        directory.add()
        answer = directory.call("POST", "Users", directory.user("EVA"))
        assert (answer.status_code, answer.json()["scimType"]) == (409, "uniqueness")

    def test_an_account_that_exists_is_taken_over_by_the_directory(self, directory):
        Account.objects.create_account(email="eva@kommun.example", name="Eva")
        directory.add()
        assert Account.objects.count() == 1

    def test_attributes_that_are_not_needed_are_not_kept(self, directory):
        directory.add(phoneNumbers=[{"value": "070-1740600"}], password="hemligt lösenord")
        kept = str(list(ScimUser.objects.values())) + str(list(AuditRow.objects.values()))
        assert "070-1740600" not in kept
        assert "hemligt" not in kept
        assert not Account.objects.get().has_usable_password()

    def test_a_new_address_takes_the_place_of_the_old(self, directory):
        told = directory.add()
        operation = {"op": "replace", "path": "emails", "value": [{"value": "eva.ny@kommun.example"}]}
        assert directory.patch(f"Users/{told['id']}", operation).status_code == 200
        assert Account.objects.get().email == "eva.ny@kommun.example"

    @pytest.mark.parametrize(
        ("wanted", "count"),
        [
            ('userName eq "EVA"', 1),
            ('userName eq "ingen"', 0),
            ('externalId eq "77"', 1),
            ('emails.value eq "bo@kommun.example"', 1),
            ('userName sw "e" and active eq true', 1),
        ],
    )
    def test_are_found_by_filter(self, directory, wanted, count):
        directory.add("eva", externalId="77")
        directory.add("bo")
        answer = directory.client.get("/scim/v2/Users", {"filter": wanted}).json()
        assert answer["totalResults"] == count

    def test_are_paged(self, directory):
        for number in range(5):
            directory.add(f"person{number}")
        answer = directory.client.get("/scim/v2/Users", {"startIndex": 2, "count": 2}).json()
        assert (answer["totalResults"], answer["startIndex"], answer["itemsPerPage"]) == (5, 2, 2)
        assert [each["userName"] for each in answer["Resources"]] == ["person1", "person2"]

    @pytest.mark.parametrize("wanted", ["userName", 'hittepå eq "x"', 'userName eq "x" and'])
    def test_a_filter_that_cannot_be_read_is_said(self, directory, wanted):
        answer = directory.client.get("/scim/v2/Users", {"filter": wanted})
        assert (answer.status_code, answer.json()["scimType"]) == (400, "invalidFilter")

    @pytest.mark.parametrize("body", ["", "[]", "{", '{"userName": "x"}'])
    def test_a_body_that_cannot_be_used_is_said(self, directory, body):
        assert directory.client.generic("POST", "/scim/v2/Users", body, content_type=TYPE).status_code == 400


class TestLeavers:
    @pytest.fixture
    def eva(self, directory):
        """Eva is provisioned, has a password and is signed in."""
        told = directory.add()
        account = Account.objects.get()
        account.set_password(PASSWORD)
        account.save()
        sign_in(client := Client())
        assert is_in(client)
        return told, client

    def deactivate(self, directory, told):
        directory.patch(f"Users/{told['id']}", {"op": "Replace", "path": "active", "value": False})

    def delete(self, directory, told):
        assert directory.call("DELETE", f"Users/{told['id']}").status_code == 204

    def put(self, directory, told):
        directory.call("PUT", f"Users/{told['id']}", directory.user(active=False))

    @pytest.mark.parametrize("leave", [deactivate, delete, put])
    def test_lose_access_at_once_and_cannot_come_back(self, directory, eva, leave):
        told, client = eva
        leave(self, directory, told)
        assert not is_in(client)
        assert not Account.objects.get().usersession_set.exists()
        sign_in(again := Client())
        assert not is_in(again)

    @pytest.mark.parametrize(
        ("method", "said"),
        [
            ("PUT", {}),
            ("PUT", {"active": None}),
            ("PATCH", {"op": "remove", "path": "active"}),
            ("PATCH", {"op": "replace", "path": "active", "value": None}),
            ("PATCH", {"op": "replace", "value": {"active": None, "displayName": "Eva Ek"}}),
        ],
    )
    def test_stay_out_where_nothing_is_said_of_them_being_active(self, directory, eva, method, said):
        told, _ = eva
        self.deactivate(directory, told)
        if method == "PUT":
            user = {name: value for name, value in directory.user().items() if name != "active"}
            answer = directory.call("PUT", f"Users/{told['id']}", user | said)
        else:
            answer = directory.patch(f"Users/{told['id']}", said)
        assert answer.status_code == 200
        assert answer.json()["active"] is False
        assert not Account.objects.get().is_active
        directory.patch(f"Users/{told['id']}", {"op": "replace", "path": "active", "value": True})
        assert Account.objects.get().is_active

    @pytest.mark.parametrize("leave", [deactivate, delete, put])
    def test_lose_the_posts_that_groups_gave(self, directory, eva, controller, leave):
        told, _ = eva
        directory.group("controllers", told)
        assert roles() == ["CT"]
        leave(self, directory, told)
        assert roles() == []

    def test_are_gone_for_the_directory_and_stay_in_the_trail(self, directory, eva):
        told, _ = eva
        self.delete(directory, told)
        assert directory.call("GET", f"Users/{told['id']}").status_code == 404
        assert directory.call("GET", "Users").json()["totalResults"] == 0
        assert Account.objects.count() == 1

    def test_who_come_back_get_the_same_account(self, directory, eva):
        told, _ = eva
        self.delete(directory, told)
        directory.add()
        assert Account.objects.get().is_active


class TestGroups:
    def test_give_and_end_posts_by_the_table(self, directory, controller):
        eva, bo = directory.add("eva"), directory.add("bo")
        group = directory.group("controllers", eva)
        assert (roles("eva@kommun.example"), roles("bo@kommun.example")) == (["CT"], [])
        member = {"op": "add", "path": "members", "value": [{"value": bo["id"]}]}
        directory.patch(f"Groups/{group['id']}", member)
        assert roles("bo@kommun.example") == ["CT"]
        left = {"op": "remove", "path": f'members[value eq "{eva["id"]}"]'}
        directory.patch(f"Groups/{group['id']}", left)
        assert (roles("eva@kommun.example"), roles("bo@kommun.example")) == ([], ["CT"])
        directory.call("DELETE", f"Groups/{group['id']}")
        assert roles("bo@kommun.example") == []

    def test_a_group_with_another_name_gives_another_post_or_none(self, directory, controller):
        group = directory.group("controllers", directory.add())
        directory.patch(f"Groups/{group['id']}", {"op": "replace", "path": "displayName", "value": "andra"})
        assert roles() == []

    @pytest.mark.parametrize(
        ("said", "held"),
        [({}, ["CT"]), ({"members": None}, ["CT"]), ({"members": []}, [])],
        ids=["absent", "null", "[]"],
    )
    def test_sent_anew_without_members_keeps_them_and_an_empty_list_empties_it(self, directory, controller, said, held):
        group = directory.group("controllers", directory.add())
        anew = {"schemas": group["schemas"], "displayName": "controllers", "externalId": "g1", **said}
        told = directory.call("PUT", f"Groups/{group['id']}", anew)
        assert (told.status_code, told.json()["externalId"]) == (200, "g1")
        assert len(directory.call("GET", f"Groups/{group['id']}").json().get("members", [])) == len(held)
        assert roles() == held

    @pytest.mark.parametrize("members", [{"path": "members"}, {"path": "members", "value": []}])
    def test_a_part_that_takes_every_member_out_empties_it(self, directory, controller, members):
        group = directory.group("controllers", directory.add())
        op = "replace" if "value" in members else "remove"
        directory.patch(f"Groups/{group['id']}", {"op": op, **members})
        assert roles() == []

    def test_a_member_who_does_not_exist_is_refused(self, directory):
        assert directory.group("controllers", {"id": "4711"})["scimType"] == "invalidValue"

    def test_list_asks_a_constant_number_of_queries(self, directory, django_assert_max_num_queries):
        for number in range(6):
            directory.group(f"grupp{number}", directory.add(f"person{number}"))
        with django_assert_max_num_queries(12):
            assert directory.call("GET", "Groups").json()["totalResults"] == 6


class TestWhatDirectoriesInUseSend:
    def test_a_member_is_taken_out_by_value_whatever_is_sent_beside_it(self, directory, controller):
        eva = directory.add("eva")
        group = directory.group("controllers", eva)
        took = {"op": "Remove", "path": "members", "value": [{"$ref": None, "value": eva["id"]}]}
        assert directory.patch(f"Groups/{group['id']}", took).status_code == 200
        assert directory.call("GET", f"Groups/{group['id']}").json().get("members", []) == []
        assert roles() == []

    def test_a_decimal_among_what_is_sent_is_answered_in_the_protocol_s_words(self, directory, controller):
        """The library of filters knows no Decimal."""
        group = directory.group("controllers", directory.add("eva"))
        remove = {"op": "remove", "path": "members", "value": [{"$ref": -0.5}]}
        assert directory.patch(f"Groups/{group['id']}", remove).status_code in (200, 400)
        assert len(directory.call("GET", f"Groups/{group['id']}").json()["members"]) == 1

    def test_an_address_taken_from_the_name_follows_it(self, directory):
        told = {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "displayName": "Prov Person"}
        made = directory.call("POST", "Users", {**told, "userName": "gammalt.namn@prov.example"}).json()
        place = f"Users/{made['id']}"
        directory.patch(place, {"op": "Replace", "path": "userName", "value": "ny.namn@prov.example"})
        assert Account.objects.get().email == "ny.namn@prov.example"
        directory.patch(place, {"op": "add", "path": 'emails[type eq "work"].value', "value": "egen@prov.example"})
        directory.patch(place, {"op": "replace", "path": "userName", "value": "tredje.namn@prov.example"})
        assert Account.objects.get().email == "egen@prov.example"

    def test_an_address_that_was_told_does_not_follow_the_name(self, directory):
        eva = directory.add("eva")
        directory.patch(f"Users/{eva['id']}", {"op": "replace", "path": "userName", "value": "e.ek@annan.example"})
        assert Account.objects.get().email == "eva@kommun.example"

    def test_a_patch_without_a_path_may_have_paths_as_keys(self, directory):
        work = [{"value": "eva@kommun.example", "type": "work", "primary": True}]
        eva = directory.add("eva", emails=work)
        changed = {
            'emails[type eq "work"].value': "eva.ek@kommun.example",
            "name.familyName": "Ek",
            "displayName": "E Ek",
        }
        answer = directory.patch(f"Users/{eva['id']}", {"op": "replace", "value": changed})
        assert answer.status_code == 200
        assert (Account.objects.get().email, Account.objects.get().name) == ("eva.ek@kommun.example", "E Ek")


class TestPeopleWhoAreInTheOrganisation:
    """A directory's account and an imported person meet by the chosen attribute, and nobody becomes two."""

    def given(self, directory, controller, name="eva"):
        directory.group("controllers", directory.add(name))

    def test_the_one_with_the_address_gets_the_account(self, directory, controller):
        Person.objects.create(code="p-17", name="Eva E", email="eva@kommun.example")
        self.given(directory, controller)
        assert Person.objects.get().account == Account.objects.get()
        assert AuditRow.objects.filter(act="give-account", subject="p-17").exists()

    def test_a_namesake_without_an_account_is_for_people_to_tell(self, directory, controller):
        Person.objects.create(code="p-17", name="Eva Ek")
        self.given(directory, controller)
        assert Person.objects.get().account is None
        assert AuditRow.objects.get(act="account-matches-nobody").details == {"person": "p-17", "by": "name"}

    def test_who_has_another_account_gets_no_second_self(self, directory, controller):
        other = Account.objects.create_account(email="annan@kommun.example", name="Eva Ek")
        Person.objects.create(code="p-17", name="Eva E", email="eva@kommun.example", account=other)
        self.given(directory, controller)
        assert Person.objects.get().account == other
        assert AuditRow.objects.get(act="account-matches-nobody").details == {"person": "p-17", "by": "email"}

    def test_by_number_where_the_municipality_has_chosen_so(self, directory, controller, settings):
        settings.SPELREGLER_MATCH_BY = "number"
        Person.objects.create(code="10177", name="Eva E")
        directory.group("controllers", directory.add("eva", externalId="10177"))
        assert Person.objects.get().account == Account.objects.get()
