# SPDX-License-Identifier: LGPL-2.1-or-later
"""A county by a real Slurm on this machine: an array in chunks, a worker killed in the middle, the rest done after it."""

import os
import shutil
import socket
import subprocess
import time
import unittest

from county_case import COUNTY, MONTH, County

# So long a daemon or a task may take on a busy machine before it counts as hanging.
PATIENCE = 600

CONFIGURATION = """
ClusterName=county
SlurmctldHost={host}(127.0.0.1)
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={root}/munge.socket
CredType=cred/munge
SlurmctldPort={port}
SlurmdPort={other_port}
SlurmctldPidFile={root}/slurmctld.pid
SlurmdPidFile={root}/slurmd.pid
StateSaveLocation={root}/state
SlurmdSpoolDir={root}/spool
SlurmctldLogFile={root}/slurmctld.log
SlurmdLogFile={root}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
ReturnToService=2
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
NodeName={host} NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=county Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Slurm(County):
    def setUp(self):
        super().setUp()
        self.host = socket.gethostname().split(".")[0]
        self.configuration = self.root / "slurm.conf"
        for folder in ("state", "spool", "out"):
            (self.root / folder).mkdir()
        user = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
        self.configuration.write_text(CONFIGURATION.format(
            host=self.host, user=user, root=self.root, port=free_port(), other_port=free_port()), encoding="utf-8")
        self.environment = os.environ | {"SLURM_CONF": str(self.configuration)}
        self.start_munge()
        self.controller = self.start("slurmctld", "-D")
        self.worker = self.start("slurmd", "-D", "-N", self.host)
        self.wait_for(lambda: "idle" in self.run_slurm("sinfo", "-h", "-o", "%T"), "the node to be idle")

    def start_munge(self):
        key = self.root / "munge.key"
        key.write_bytes(os.urandom(64))
        key.chmod(0o600)
        self.root.chmod(0o755)
        self.start("munged", "--foreground", "--force", f"--key-file={key}", f"--socket={self.root}/munge.socket",
                   f"--pid-file={self.root}/munge.pid", f"--log-file={self.root}/munge.log",
                   f"--seed-file={self.root}/munge.seed")
        self.wait_for((self.root / "munge.socket").exists, "munged's socket")

    def start(self, *words):
        path = os.pathsep.join((os.environ["PATH"], "/usr/sbin", "/sbin"))
        daemon = subprocess.Popen([shutil.which(words[0], path=path), *words[1:]], env=self.environment,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

        def stop():
            daemon.kill()
            daemon.wait()

        self.addCleanup(stop)
        return daemon

    def run_slurm(self, *words):
        return subprocess.run(words, capture_output=True, text=True, encoding="utf-8", env=self.environment,
                              check=False).stdout

    def wait_for(self, come, what):
        end = time.monotonic() + PATIENCE
        while not come():
            if time.monotonic() > end:
                logs = "".join(path.read_text(errors="replace")[-3000:] for path in sorted(self.root.glob("*.log")))
                self.fail(f"waited in vain for {what}\n{logs}")
            time.sleep(0.2)

    def submit(self):
        chunks = self.stations // self.size
        exported = f"ALL,HERE={COUNTY},MONTH={MONTH},LIST={self.list},SIZE={self.size}"
        said = self.run_slurm("sbatch", "--parsable", f"--array=0-{chunks - 1}%2", f"--export={exported}",
                              f"--output={self.root}/out/%A_%a.jsonl", str(COUNTY / "county.sbatch")).strip()
        self.assertTrue(said.isdigit(), said)
        return said

    def tasks(self, job, state=None):
        lines = self.run_slurm("squeue", "-h", "-r", "-j", job, "-o", "%i %T").splitlines()
        return [line.split()[0] for line in lines if state in (None, line.split()[1])]

    def wait_for_end(self, job):
        self.wait_for(lambda: not self.tasks(job), f"the array {job} to end")

    def kill_a_worker(self, job):
        """The first that runs, and everything under it."""
        self.wait_for(lambda: self.tasks(job, "RUNNING"), "a task to run")
        task = self.tasks(job, "RUNNING")[0]
        chunk = int(task.split("_")[1])
        mine = self.folders[chunk * self.size:(chunk + 1) * self.size]
        self.wait_for(lambda: any((folder / "drafts").exists() for folder in mine), "its first stations")
        self.run_slurm("scancel", "--signal=KILL", "--full", task)
        return mine

    def test_a_killed_worker_is_made_up_for(self):
        job = self.submit()
        killed = self.kill_a_worker(job)
        self.wait_for_end(job)
        done = self.count_planned()
        self.assertLess(done, self.stations, "it was killed too late")
        self.assertGreaterEqual(done, self.stations - len(killed))
        self.wait_for_end(self.submit())
        self.assertEqual(self.count_planned(), self.stations)
        self.assert_all_planned()


if __name__ == "__main__":
    unittest.main()
