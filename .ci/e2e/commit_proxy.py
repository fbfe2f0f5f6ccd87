"""A proxy before a PostgreSQL server that cuts a connection at the moment of COMMIT."""

import socket
import threading
from pathlib import Path

COMMIT = b"COMMIT\0"  # the text of a simple query; libpq sends it in one piece


class CommitProxy:
    """Listens on a socket in a folder and passes everything on to the server's, until a COMMIT.

    With `is_seen` the server gets the COMMIT and carries it out, but its answer is lost; else the
    server never hears of it. For `with`; ``cuts`` is how many connections were cut.
    """

    def __init__(self, folder, server, is_seen):
        self.path = str(Path(folder) / ".s.PGSQL.5432")
        self.server = str(Path(server) / ".s.PGSQL.5432")
        self.is_seen = is_seen
        self.cuts = 0

    def __enter__(self):
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(self.path)
        self.listener.listen()
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.listener.close()

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX)
            server.connect(self.server)
            answers = threading.Thread(target=self._pass_answers, args=(server, client), daemon=True)
            answers.start()
            threading.Thread(target=self._pass_requests, args=(client, server), daemon=True).start()

    def _pass_requests(self, client, server):
        seen = b""
        while data := receive(client):
            seen = (seen + data)[-64:]
            if seen.endswith(COMMIT):
                self.cuts += 1
                if self.is_seen:
                    # Nobody reads the answer to the client any more; the server does its work.
                    client.shutdown(socket.SHUT_RDWR)
                    server.sendall(data)
                    server.sendall(b"X\0\0\0\4")
                    return
                client.shutdown(socket.SHUT_RDWR)
                break
            server.sendall(data)
        end(server)

    def _pass_answers(self, server, client):
        while data := receive(server):
            try:
                client.sendall(data)
            except OSError:
                pass  # the client is cut off; the server's answers are still taken
        end(server)
        end(client)


def receive(connection):
    """Some bytes; none when the connection has ended."""
    try:
        return connection.recv(1 << 16)
    except OSError:
        return b""


def end(connection):
    """Ends a connection that may have ended already."""
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    connection.close()
