"""A mail server on the loopback that keeps what it is given, and refuses whom it is told to."""

import asyncio
import threading
from contextlib import contextmanager


class Sink:
    """`mails`: sender, recipients, and the message as bytes. `refuses`: recipient -> answer."""

    def __init__(self):
        self.mails, self.refuses = [], {}

    async def serve(self, reader, writer):
        async def say(answer):
            writer.write(answer.encode() + b"\r\n")
            await writer.drain()

        await say("220 sink")
        sender, recipients = "", []
        while line := (await reader.readline()).decode().strip():
            verb = line[:4].upper()
            if verb in ("HELO", "EHLO"):
                await say("250 sink")
            elif verb == "MAIL":
                sender, recipients = address_in(line), []
                await say("250 sender ok")
            elif verb == "RCPT":
                refusal = self.refuses.get(address_in(line))
                recipients += [] if refusal else [address_in(line)]
                await say(refusal or "250 recipient ok")
            elif verb == "DATA" and recipients:
                await say("354 go on")
                body = await reader.readuntil(b"\r\n.\r\n")
                self.mails.append((sender, recipients, body[:-3].replace(b"\r\n..", b"\r\n.")))
                await say("250 kept")
            elif verb == "DATA":
                await say("554 no recipients")
            elif verb in ("RSET", "NOOP"):
                await say("250 ok")
            else:
                await say("221 bye" if verb == "QUIT" else "500 what?")
                if verb == "QUIT":
                    break
        writer.close()


def address_in(line):
    return line.partition("<")[2].partition(">")[0]


@contextmanager
def running_sink():
    """The sink, and its port."""
    sink, loop, ready, ports = Sink(), asyncio.new_event_loop(), threading.Event(), []

    async def main():
        server = await asyncio.start_server(sink.serve, "127.0.0.1", 0)
        ports.append(server.sockets[0].getsockname()[1])
        ready.set()
        async with server:
            await stop.wait()

    stop = asyncio.Event()
    thread = threading.Thread(target=loop.run_until_complete, args=(main(),))
    thread.start()
    ready.wait(10)
    try:
        yield sink, ports[0]
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
        loop.close()
