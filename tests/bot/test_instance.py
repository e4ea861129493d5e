"""One that comes back is known by its name; two that run beside each other are told apart."""

from bot.instance import known_again


async def test_one_that_comes_back_has_the_name_it_had(tmp_path):
    async with known_again(tmp_path / "desk.instance") as first:
        pass
    async with known_again(tmp_path / "desk.instance") as again:
        assert again == first


async def test_two_beside_each_other_have_two_names(tmp_path):
    async with known_again(tmp_path / "desk.instance") as first:
        async with known_again(tmp_path / "desk.instance") as beside:
            assert beside != first
        async with known_again(tmp_path / "other.instance") as elsewhere:
            assert elsewhere != first


async def test_where_no_name_can_be_kept_each_has_a_new_one(tmp_path):
    nowhere = tmp_path / "there is no such folder" / "desk.instance"
    async with known_again(nowhere) as first:
        pass
    async with known_again(nowhere) as again:
        assert again != first
