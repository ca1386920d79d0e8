import http from 'node:http';

interface HeardMessage {
  id: string | null;
  event: string;
  data: unknown;
}

/** A client of server-sent events that keeps what it heard, in order. */
export interface Listening {
  status: number;
  headers: http.IncomingHttpHeaders;
  heard: HeardMessage[];
  /** As a browser would send it when it comes again. */
  lastEventId(): string | null;
  isOver(): boolean;
  /** Takes nothing more, as a browser that hangs. */
  pause(): void;
  close(): void;
}

export function listenTo(url: string, headers: http.OutgoingHttpHeaders = {}): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { headers: { accept: 'text/event-stream', ...headers } }, (response) => {
      const heard: HeardMessage[] = [];
      let [text, lastId, isOver] = ['', null as string | null, false];
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) {
          const read = readBlock(block);
          lastId = read.id ?? lastId;
          if (read.event !== '') heard.push(read);
        }
      });
      response.on('error', () => {});
      response.on('close', () => (isOver = true));
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        heard,
        lastEventId: () => lastId,
        isOver: () => isOver,
        pause: () => response.pause(),
        close: () => request.destroy(),
      });
    });
    request.on('error', reject);
  });
}

function readBlock(block: string): HeardMessage {
  const fields = new Map(
    block.split('\n').map((line): [string, string] => {
      const at = line.indexOf(': ');
      return [line.slice(0, at), line.slice(at + 2)];
    }),
  );
  const data = fields.get('data');
  return {
    id: fields.get('id') ?? null,
    event: fields.get('event') ?? '',
    data: data === undefined ? null : JSON.parse(data),
  };
}
