"""A real node of a test's own, for tests that stop it, freeze it, kill it or lose its data.

The fixture `breakable_node` is one. It takes about 10 s to start and 250 MB of memory; a test that
only searches uses the shared node of the fixture `elasticsearch_url`, and leaves it as it is.
"""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser import free_port

SCRIPT = Path(__file__).with_name("node")
OPTIONS = {
    "ES_HEAP": "512m",
    # Starts in half the time, and needs no speed after that.
    "ES_JAVA_OPTS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}


@dataclass(frozen=True)
class Node:
    """At one address whatever happens to it; its data is in `folder`."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        return int((self.folder / "pid").read_text())

    def start(self) -> None:
        """Returns when it answers; what it held before is there again."""
        self._script("start")

    def stop(self) -> None:
        """As an operator does, with SIGTERM; returns when it has ended."""
        self.go_on()
        self._script("stop")

    def restart(self) -> None:
        self.stop()
        self.start()

    def pause(self) -> None:
        """It takes connections and never answers, as a node that is out of breath."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._signal(signal.SIGCONT)

    def kill(self) -> None:
        """As the loss of its machine; returns when it has ended."""
        self._signal(signal.SIGKILL)
        self._script("stop")

    def wipe(self) -> None:
        """Ends it and drops all that it held; `start` brings up an empty one."""
        self.stop()
        shutil.rmtree(self.folder / "data")

    def _signal(self, number: signal.Signals) -> None:
        try:
            os.kill(self.pid, number)
        except (FileNotFoundError, ProcessLookupError):
            return  # it has ended already

    def _script(self, verb: str) -> None:
        own = {"ES_PORT": str(self.port), "ES_RUN": str(self.folder)}
        environment = os.environ | OPTIONS | own
        subprocess.run([SCRIPT, verb], env=environment, check=True, timeout=300)


def can_run() -> bool:
    """Maven and a JDK are there."""
    found = subprocess.run([SCRIPT, "jdk"], capture_output=True)
    return found.returncode == 0 and shutil.which("mvn") is not None


@contextmanager
def running_node(folder: Path) -> Iterator[Node]:
    """A started node that ends with the block."""
    node = Node(folder / "elasticsearch", free_port())
    try:
        node.start()
        yield node
    finally:
        node.stop()
