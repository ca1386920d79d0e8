# A webhook receiver of the standard library. Start: SECRET=whsec_... PORT=9000 python3 examples/webhook-receiver.py
import hashlib
import hmac
import json
import os
import queue
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = os.environ["SECRET"].encode()
MOST_BYTES = 32 * 1024 * 1024
# Last as long as the process. A real receiver keeps both in its database, the ids for longer than the four days of retries.
handled = set()
waiting = queue.Queue()
lock = threading.Lock()


def is_signed(raw_body, signature):
    """The signature covers the body as received; the key is the whole secret string."""
    expected = "sha256=" + hmac.new(SECRET, raw_body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), signature.encode("utf-8", "replace"))


def handle(payload):
    conversation = payload["data"]["conversation"]
    print(f"{payload['event']}: {conversation.get('title', '')} ({conversation['id']})", flush=True)


def work():
    while True:
        handle(waiting.get())


class Receiver(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        length = int(self.headers.get("Content-Length", "0"))
        if length > MOST_BYTES:
            self.close_connection = True
            return self.answer(413)
        raw_body = self.rfile.read(length)
        # A signature of the new secret comes beside the old one's while a secret is replaced.
        signatures = [self.headers.get(name, "") for name in ("X-Webhook-Signature", "X-Webhook-Signature-Next")]
        if not any([is_signed(raw_body, signature) for signature in signatures]):
            return self.answer(401)
        payload = json.loads(raw_body)
        # The id of the signed body, not of a header: the signature does not cover headers.
        delivery_id = payload["_meta"]["delivery_id"]
        with lock:
            is_new = delivery_id not in handled
            handled.add(delivery_id)
        if is_new:
            waiting.put(payload)
        self.answer(204)

    def answer(self, status):
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


threading.Thread(target=work, daemon=True).start()
server = ThreadingHTTPServer((os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "9000"))), Receiver)
print(f"Listening on http://{server.server_address[0]}:{server.server_address[1]}", flush=True)
server.serve_forever()
