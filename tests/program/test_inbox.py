# SPDX-License-Identifier: LGPL-2.1-or-later
"""What members ask for: a sign-up from a chat, a word of mouth, the judge's answer, yes and no."""

import stat
import unittest

from village import BAD, BROKEN, FINE, LANGUAGES, MONTH, Village


class Inbox(Village):
    def chain(self, text, status=FINE, language="en", name="-"):
        if name != "-":
            self.path(name).write_text(text, encoding="utf-8")
            name = self.path(name)
        return self.expect(status, "import", name, *(("--as", "接龙") if name == "-" else ()), input=text, language=language)

    def asks(self, *words):
        return self.json(FINE, "inbox", *words)

    def names(self):
        return [(row["编号"], row["姓名"]) for row in self.rows("members.csv")]

    def free(self, date):
        """Somebody without a duty or leave on that day, and without rest to lose: off the day before and after."""
        day = int(date[-2:])
        busy = {row["队员"] for row in self.rows(f"rosters/{MONTH}.csv")
                if row["日期"] in {f"{date[:8]}{d:02}" for d in (day - 1, day, day + 1)}}
        return [pair for pair in self.names() if pair[0] not in busy]

    def test_a_sign_up_as_it_is_pasted(self):
        (one, first), (two, second) = self.names()[:2]
        text = (f"#接龙\n十二月夜巡报名\n\n1. {first} 12月5日夜\n2、{second}：12-07 白班、12-09 夜班\n3.  \n"
                f"4. {first} 2026年12月20日 请假\n")
        for language, words in (("en", "4 asks, 4 of them new"), ("zh", "4")):
            self.assertIn(words, self.chain(text, language=language))
            words = None
            self.assertEqual([(ask["kind"], ask["member"], ask["first"], ask["shift"]) for ask in self.asks()],
                             [("serve", one, "2026-12-05", "night"), ("serve", two, "2026-12-07", "day"),
                              ("serve", two, "2026-12-09", "night"), ("leave", one, "2026-12-20", "")])
        self.assertIn("0 of them new", self.chain(text))
        for path in self.path("inbox").iterdir():
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        # Nothing is planned by it.
        self.assertNotIn("接龙", self.path("leave.csv").read_text(encoding="utf-8-sig"))

    def test_it_is_known_without_a_word(self):
        name = self.names()[0][1]
        self.assertIn("sign-up", self.expect(FINE, "import", self.saved(f"1. {name} 12月5日夜\n")))
        self.assertIn("接龙", self.expect(FINE, "import", self.saved(f"#接龙\n1. {name} 12月6日夜\n", "gb18030"), "--as",
                                        "接龙", language="zh"))

    def saved(self, text, encoding="utf-8"):
        path = self.scratch / "chain.txt"
        path.write_bytes(text.encode(encoding))
        return path

    def test_all_that_is_wrong_at_once(self):
        name = self.names()[0][1]
        text = f"1. {name} 12月5日夜\n2. 谁谁谁 12月6日夜\n3. {name}\n4. {name} 12月7日中班\n5. {name} 12月8日\n"
        before = self.files()
        for language in LANGUAGES:
            said = self.chain(text, BAD, language)
            for line in (2, 3, 4, 5):
                self.assertIn(f"接龙:{line}: ", said)
            self.assertNotIn("接龙:1: ", said)
        self.chain(f"1. {name} 2月30日夜\n", BAD)
        self.chain("大家好\n", BAD)
        self.assertEqual(self.files(), before)

    def test_the_judge_answers(self):
        self.edit_out_night("2026-11-12")
        ask = self.somebody_able()
        self.assertIn("fills", ask["judge"])
        count = len(self.asks())
        busy = next(row for row in self.rows(f"rosters/{MONTH}.csv") if row["日期"] == "2026-11-12" and row["班次"] == "day")
        self.chain(f"1. {busy['姓名']} 11月12日夜\n")
        ask = self.asks()[count]
        self.assertFalse(ask["allowed"])
        self.expect(BROKEN, "inbox", "accept", ask["number"])
        self.assertEqual(self.asks()[count]["state"], "open")
        english, chinese = (self.expect(FINE, "inbox", language=language) for language in LANGUAGES)
        self.assertIn("another duty", english)
        self.assertIn("别的班", chinese)

    def somebody_able(self):
        """All who are free that night sign up; the first whom no rule forbids it."""
        self.chain("".join(f"{i}. {name} 11月12日夜\n" for i, (_id, name) in enumerate(self.free("2026-11-12"), 1)))
        return next(ask for ask in self.asks() if ask["allowed"])

    def edit_out_night(self, date):
        """All but three of the night's crew go, so that a place is open."""
        path = self.path(f"rosters/{MONTH}.csv")
        lines = path.read_text(encoding="utf-8-sig").splitlines(True)
        gone = [line for line in lines if line.startswith(f"{date},night,")][3:]
        path.write_text("".join(line for line in lines if line not in gone), encoding="utf-8")

    def test_accepted_is_fixed_and_published(self):
        self.edit_out_night("2026-11-12")
        ask = self.somebody_able()
        number, free = ask["number"], ask["member"]
        self.expect(FINE, "inbox", "同意", number, language="zh")
        self.assertEqual(self.asks("--all")[number - 1]["state"], "accepted")
        self.assertNotIn(number, [ask["number"] for ask in self.asks()])
        row = next(row for row in self.rows("leave.csv") if row["来源"] == f"inbox {number}")
        self.assertEqual((row["类别"], row["开始日期"], row["班次"]), ("固定", "2026-11-12", "night"))
        drafted = [row for row in self.rows(f"drafts/{MONTH}.csv") if row["日期"] == "2026-11-12" and row["队员"] == free]
        self.assertEqual(len(drafted), 1)
        done = self.run_geng("publish", MONTH, "--yes")
        self.assertIn(done.returncode, (0, 2), done.stderr)
        self.assertEqual(self.asks("--all")[number - 1]["state"], "published")
        self.assertIn("answered already", self.expect(BAD, "inbox", "accept", number))

    def test_before_the_month_is_planned(self):
        name = self.names()[2][1]
        self.chain(f"1. {name} 12月5日白\n")
        ask, = self.asks()
        self.assertTrue(ask["allowed"])
        self.expect(FINE, "inbox", "accept", 1)
        self.assertFalse(self.path("drafts/2026-12.csv").exists())
        self.assertIn("inbox 1", self.path("leave.csv").read_text(encoding="utf-8-sig"))

    def test_leave_by_word_of_mouth(self):
        row = next(row for row in self.rows(f"rosters/{MONTH}.csv") if row["日期"] == "2026-11-12" and row["班次"] == "day")
        for verb, language in (("add", "en"), ("登记", "zh")):
            self.expect(FINE if verb == "add" else BAD, "inbox", verb, row["姓名"], "2026-11-12..2026-11-13", "请假",
                        "--why", "家里有事", language=language)
        ask, = self.asks()
        self.assertEqual((ask["kind"], ask["first"], ask["last"]), ("leave", "2026-11-12", "2026-11-13"))
        self.assertIn("白班", ask["judge"])
        self.expect(FINE, "inbox", "accept", 1)
        leave = next(row for row in self.rows("leave.csv") if row["来源"] == "inbox 1")
        self.assertEqual((leave["类别"], leave["原因"]), ("请假", "家里有事"))

    def test_a_swap(self):
        rows = self.rows(f"rosters/{MONTH}.csv")
        found = None
        for row in rows:
            answer = self.run_geng("cover", row["队员"], row["日期"], "--json").stdout
            if '"possible" : true' in answer:
                found = row
                break
        self.expect(FINE, "inbox", "add", found["姓名"], found["日期"], "求顶")
        self.assertIn("--with", self.expect(BAD, "inbox", "accept", 1))
        self.assertIn("can take over", self.asks()[0]["judge"])

    pair = None

    def swappable(self):
        """Two duties of two people that no rule forbids to change: the sample's are looked for once."""
        if Inbox.pair is None:
            ask, *Inbox.pair = self.look_for_a_pair()
        else:
            one, other = Inbox.pair
            self.expect(FINE, "inbox", "add", one["姓名"], one["日期"], "换班", other["姓名"], other["日期"])
            ask = self.asks()[-1]
        return ask, *Inbox.pair

    def look_for_a_pair(self):
        rows = [row for row in self.rows(f"rosters/{MONTH}.csv") if row["日期"] >= "2026-11-15" and row["班次"]]
        for one in rows:
            for other in rows:
                if (one["班次"], one["岗位"]) != (other["班次"], other["岗位"]) or one["队员"] >= other["队员"] \
                        or one["日期"] == other["日期"]:
                    continue
                self.expect(FINE, "inbox", "add", one["姓名"], one["日期"], "换班", other["姓名"], other["日期"])
                ask = self.asks()[-1]
                if ask["allowed"]:
                    return ask, one, other
                self.expect(FINE, "inbox", "withdraw", ask["number"])
        self.fail("no two duties can be swapped")

    def test_a_swap_waits_for_the_colleague(self):
        """His yes first, then the captain's; then it is in the draft, and what is published says so."""
        ask, one, other = self.swappable()
        number = ask["number"]
        self.assertEqual((ask["state"], ask["agreed"]), ("partner", ""))
        before = self.files("drafts")
        for language, word, command in (("en", "has not agreed yet", "inbox agree"), ("zh", "还没有答应", "申请 答应")):
            said = self.expect(BAD, "inbox", "accept", number, language=language)
            self.assertIn(word, said)
            self.assertIn(f"geng {command} {number}", said)
        self.assertEqual(self.files("drafts"), before)
        # What others say, or a question, is no answer.
        self.expect(BAD, "inbox", "--paste", input=f"{one['姓名']}：同意\n{other['姓名']}：行不行？\n路人：同意\n")
        said = self.expect(FINE, "inbox", "--paste", input=f"{other['姓名']}\n同意 {number}\n", language="zh")
        self.assertIn("答应", said)
        ask = self.asks()[-1]
        self.assertEqual(ask["state"], "open")
        self.assertTrue(ask["agreed"].startswith("20"))
        self.expect(BAD, "inbox", "agree", number)
        self.expect(FINE, "inbox", "accept", number)
        duties = {(row["日期"], row["队员"]) for row in self.rows(f"drafts/{MONTH}.csv")}
        for row, new, in ((one, other), (other, one)):
            self.assertNotIn((row["日期"], row["队员"]), duties)
            self.assertIn((row["日期"], new["队员"]), duties)
        done = self.run_geng("publish", MONTH, "--yes")
        self.assertIn(done.returncode, (0, 2), done.stderr)
        self.assertEqual(self.asks("--all")[-1]["state"], "published")

    def test_a_repair_keeps_what_was_accepted(self):
        """Also what begins before --from, of which nobody knows yet that it was served otherwise."""
        ask, one, other = self.swappable()
        self.assertLess(max(one["日期"], other["日期"]), "2026-11-29")
        self.expect(FINE, "inbox", "agree", ask["number"])
        self.expect(FINE, "inbox", "accept", ask["number"])
        row = next(row for row in self.rows(f"rosters/{MONTH}.csv") if row["日期"] == "2026-11-30" and row["班次"] == "day")
        self.expect(FINE, "leave", row["队员"], "2026-11-30")
        self.assertIn(self.run_geng("repair", MONTH, "--from", "2026-11-29", "--effort", "quick").returncode, (0, 2))
        for name in ("drafts", "rosters"):
            duties = {(row["日期"], row["队员"]) for row in self.rows(f"{name}/{MONTH}.csv") if row.get("状态") != "取消"}
            for day, new, old in ((one["日期"], other["队员"], one["队员"]), (other["日期"], one["队员"], other["队员"])):
                self.assertIn((day, new), duties)
                self.assertNotIn((day, old), duties)
            self.assertIn(self.run_geng("publish", MONTH, "--yes").returncode, (0, 2))
        self.assertEqual(self.state(ask["number"]), "published")

    def assert_swapped(self, one, other, name="drafts"):
        """Each has the other's duty, and is free on the day that was his own."""
        duties = {(row["日期"], row["队员"]) for row in self.rows(f"{name}/{MONTH}.csv") if row.get("状态") != "取消"}
        for day, new, old in ((one["日期"], other["队员"], one["队员"]), (other["日期"], one["队员"], other["队员"])):
            self.assertIn((day, new), duties)
            self.assertNotIn((day, old), duties)

    def test_a_plan_keeps_what_was_accepted(self):
        """Whatever else is planned anew: before --from, after it, and once more where it is official already."""
        ask, one, other = self.swappable()
        self.expect(FINE, "inbox", "agree", ask["number"])
        self.expect(FINE, "inbox", "accept", ask["number"])
        for start in ("2026-11-29", "2026-11-02"):
            self.assertIn(self.run_geng("plan", MONTH, "--from", start, "--effort", "quick").returncode, (0, 2))
            self.assert_swapped(one, other)
        self.assertIn(self.run_geng("publish", MONTH, "--yes").returncode, (0, 2))
        self.assertEqual(self.state(ask["number"]), "published")
        self.assertIn(self.run_geng("plan", MONTH, "--from", "2026-11-02", "--effort", "quick", "--seed", "7").returncode, (0, 2))
        self.assert_swapped(one, other)

    def test_batch_keeps_what_was_accepted(self):
        """Its plan is that of plan, whatever it begins with."""
        ask, one, other = self.swappable()
        self.expect(FINE, "inbox", "agree", ask["number"])
        self.expect(FINE, "inbox", "accept", ask["number"])
        self.path(f"rosters/{MONTH}.csv").unlink()
        done = self.run_geng("batch", MONTH, self.folder, "--again", "--effort", "quick", "--seed", "7", folder=None)
        self.assertIn(done.returncode, (0, 2), done.stdout + done.stderr)
        self.assert_swapped(one, other)

    def test_what_is_not_published(self):
        """An ask that neither the record nor the draft has is none of those that are done, and waits again."""
        ask, *_ = self.swappable()
        self.expect(FINE, "inbox", "agree", ask["number"])
        self.expect(FINE, "inbox", "accept", ask["number"])
        draft = self.path(f"drafts/{MONTH}.csv")
        accepted = draft.read_bytes()
        # A day that has nothing of it leaves it in the draft.
        self.run_geng("publish", MONTH, "--only", "2026-11-29", "--yes")
        self.assertEqual(self.state(ask["number"]), "accepted")
        self.assertEqual(draft.read_bytes(), accepted)
        draft.unlink()
        done = self.run_geng("publish", MONTH, "--yes")
        self.assertIn(done.returncode, (0, 2), done.stderr)
        self.assertIn(f"Ask {ask['number']} of", done.stderr)
        self.assertEqual(self.state(ask["number"]), "open")

    def partner(self, language="en"):
        """Asks anew and gives the number, the one who asks and the one who is asked."""
        ask, one, other = self.swappable()
        return ask["number"], one["姓名"], other["姓名"]

    def state(self, number):
        return next(ask["state"] for ask in self.asks("--all") if ask["number"] == number)

    def test_a_yes_to_another_ask(self):
        """The number of an ask that is not his, and words under a heading that name a colleague, agree to nothing."""
        number, one, other = self.partner()
        third = next(name for _, name in self.names() if name not in (one, other))
        for language, words in (("en", "is not asked in ask"), ("zh", "没有")):
            said = self.expect(BAD, "inbox", "--paste", input=f"{other}：同意 {number + 4}\n", language=language)
            self.assertIn(words, said)
            self.assertNotIn("：：", said)
        for text in (f"{third} 12:03\n{other} 的班我同意 {number}\n", f"{third} 12:03\n{other} 同意 {number}\n",
                     f"{third}：{other}说同意 {number}\n", f"我看{other}同意 {number}\n", f"@{other} 同意 {number}\n",
                     f"{third}\n{other} 同意 {number}\n"):
            self.expect(BAD, "inbox", "--paste", input=text)
            self.assertEqual(self.state(number), "partner", text)
        # Dates, times and a place in a list are no numbers of asks.
        self.expect(FINE, "inbox", "--paste", input=f"3. {other} 12月5日 18:00 那个班同意\n")
        self.assertEqual(self.state(number), "open")

    def test_a_name_is_no_answer(self):
        """何行 has said nothing when a chat writes his name, and nor has 不同意."""
        number, one, other = self.partner()
        text = self.path("members.csv").read_text(encoding="utf-8-sig")
        self.path("members.csv").write_text(text.replace(f",{other},", ",何行,"), encoding="utf-8")
        self.expect(BAD, "inbox", "--paste", input="何行 11月3日 12:03\n什么时候？\n")
        self.assertEqual(self.state(number), "partner")
        answers = self.json(FINE, "inbox", "--paste", input="何行 11月3日 12:03\n不行\n")
        self.assertEqual([(ask["number"], ask["state"]) for ask in answers], [(number, "refused")])

    def test_a_name_in_anothers(self):
        """王建国 and 王建行, whom the station does not know, say nothing for 王建."""
        number, one, other = self.partner()
        text = self.path("members.csv").read_text(encoding="utf-8-sig")
        self.path("members.csv").write_text(text.replace(f",{other},", ",王建,"), encoding="utf-8")
        for who in ("王建国", "王建行", "王建国同意", "王建Ann"):
            self.expect(BAD, "inbox", "--paste", input=f"{who}：同意 {number}\n")
            self.assertEqual(self.state(number), "partner", who)
        self.expect(FINE, "inbox", "--paste", input=f"王建同意 {number}\n")
        self.assertEqual(self.state(number), "open")

    def test_the_colleague_says_no(self):
        ask, one, other = self.swappable()
        said = self.expect(FINE, "inbox", "--paste", input=f"{other['姓名']}：不同意\n")
        self.assertEqual(said, f"{other['姓名']} does not agree: ask {ask['number']} of {one['姓名']} is refused.\n")
        self.assertEqual(self.asks("--all")[-1]["state"], "refused")
        self.expect(BAD, "inbox", "agree", ask["number"])

    def test_the_colleague_by_word_of_mouth(self):
        """Of two asks the answer needs the number; the message to paste names no reason."""
        ask, one, other = self.swappable()
        said = self.expect(FINE, "inbox", "add", one["姓名"], one["日期"], "swap", other["姓名"], "--why", "住院")
        self.assertIn(f"{other['姓名']}：{one['姓名']}想请你上他", said)
        self.assertNotIn("住院", said.split("To paste:")[1])
        for language in LANGUAGES:
            self.expect(BAD, "inbox", "--paste", input=f"{other['姓名']}：可以\n", language=language)
        self.expect(FINE, "inbox", "答应", ask["number"], language="zh")
        said = self.expect(FINE, "inbox", "decline", ask["number"] + 1, "--why", "那天有事", language="zh")
        self.assertEqual(said, f"{other['姓名']}不同意：{one['姓名']}的申请 {ask['number'] + 1} 已拒绝。\n")
        self.assertEqual([one["state"] for one in self.asks("--all")][-2:], ["open", "refused"])

    def test_no_such_duty(self):
        """The colleague is off on the day that is named: nothing is given for nothing."""
        row = next(row for row in self.rows(f"rosters/{MONTH}.csv") if row["班次"])
        colleague = next(pair for pair in self.free("2026-11-12") if pair[0] != row["队员"])
        other = next(pair for pair in self.free("2026-11-12") if pair != colleague)
        for words in ((row["姓名"], row["日期"], "swap", colleague[1], "2026-11-12"), (colleague[1], "2026-11-12", "offer"),
                      (colleague[1], "2026-11-12", "swap", other[1])):
            for language, said in (("en", "has no duty on 2026-11-12"), ("zh", "2026-11-12没有班")):
                self.assertIn(colleague[1], self.expect(BAD, "inbox", "add", *words, language=language))
                self.assertIn(said, self.expect(BAD, "inbox", "add", *words, language=language))
        self.assertEqual(self.asks(), [])
        # Of a month that is not planned nobody knows.
        self.expect(FINE, "inbox", "add", row["姓名"], "2026-12-12", "offer")

    def test_no(self):
        name = self.names()[0][1]
        self.chain(f"1. {name} 12月5日夜\n2. {name} 12月8日夜\n")
        self.expect(FINE, "inbox", "refuse", 1, "--why", "人够了")
        self.expect(FINE, "inbox", "撤回", 2)
        self.assertEqual([ask["state"] for ask in self.asks("--all")], ["refused", "withdrawn"])
        # A number is never used again, and the same may be asked anew.
        self.chain(f"1. {name} 12月5日夜\n")
        self.assertEqual(self.asks()[0]["number"], 3)

    def test_an_acceptance_that_is_taken_back(self):
        """The ask waits again, in either language's words."""
        name = self.names()[0][1]
        for words in (("inbox", "accept"), ("申请", "同意")):
            self.chain(f"1. {name} 2026年12月20日 请假\n")
            number = self.asks()[-1]["number"]
            self.expect(FINE, *words, number)
            self.assertEqual(self.state(number), "accepted")
            self.expect(FINE, "undo")
            self.assertEqual(self.state(number), "open")
            self.expect(FINE, "inbox", "refuse", number)

    def test_taken_back_after_a_publication(self):
        """Wherever the options stand in the command; a publication between has made the ask a published one."""
        row = next(row for row in self.rows(f"rosters/{MONTH}.csv") if row["日期"] == "2026-11-12" and row["班次"] == "day")
        free = next(day for day in range(1, 31) if not any(
            one["日期"] == f"{MONTH}-{day:02}" and one["队员"] == row["队员"] for one in self.rows(f"rosters/{MONTH}.csv")))
        self.expect(FINE, "inbox", "add", row["姓名"], f"{MONTH}-{free:02}", "请假")
        ask, = self.asks()
        self.expect(FINE, "-C", self.folder, "inbox", "accept", ask["number"], folder=None)
        step = self.json(FINE, "log")[-1]["number"]
        self.assertIn(self.run_geng("publish", MONTH, "--yes").returncode, (0, 2))
        self.assertEqual(self.state(ask["number"]), "published")
        self.expect(FINE, "undo", step)
        self.assertEqual(self.state(ask["number"]), "open")
        self.assertNotIn(f"inbox {ask['number']}", self.path("leave.csv").read_text(encoding="utf-8-sig"))

    def test_bad_words(self):
        before = self.files()
        for language in LANGUAGES:
            for words in (("accept",), ("accept", "x"), ("accept", 7), ("agree", 7), ("decline",), ("dance", 1), ("add",), ("add", "谁谁谁"),
                          ("add", "m01", "2026-13-01"), ("add", "m01", "2026-12-01", "跳舞")):
                self.expect(BAD, "inbox", *words, language=language)
        self.path("inbox").mkdir(exist_ok=True)
        self.assertEqual(self.files(), before)
        self.path("inbox/1.ini").write_text("nonsense", encoding="utf-8")
        self.assertIn("inbox/1.ini", self.expect(BAD, "inbox"))


if __name__ == "__main__":
    unittest.main()
