import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { Logger } from 'pino';
import type { TlsPair } from '../http/connections/listener.ts';

/** Paths of PEM files: TLS_CERT and TLS_KEY. */
export interface TlsFiles {
  cert: string;
  key: string;
}

export type TlsReading =
  | { kind: 'ok'; pair: TlsPair }
  | { kind: 'unfit'; pair: TlsPair | null; reason: string };

/** Both files, if they can be read and fit each other. */
export function readTlsFiles({ cert, key }: TlsFiles): TlsReading {
  let pair: TlsPair | null = null;
  try {
    pair = { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
    createSecureContext(pair);
    return { kind: 'ok', pair };
  } catch (error) {
    return { kind: 'unfit', pair, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Renewed certificates come every few weeks. Files are read and compared, since links to them may change instead. */
const lookEveryMs = 5_000;

interface Watching {
  files: TlsFiles;
  /** In use. */
  pair: TlsPair;
  log: Logger;
  everyMs?: number;
  onChange(pair: TlsPair): void;
}

/** Tells of each new pair that fits; one that does not is named in the log, once, and changes nothing. */
export function watchTlsFiles({ files, pair, log, everyMs = lookEveryMs, onChange }: Watching): () => void {
  let seen: TlsPair | null = pair;
  const look = (): void => {
    const reading = readTlsFiles(files);
    if (isSame(reading.pair, seen)) return;
    seen = reading.pair;
    if (reading.kind === 'ok') {
      onChange(reading.pair);
      log.info(files, 'the new TLS certificate is in use');
      return;
    }
    const { reason } = reading;
    log.warn({ ...files, reason }, 'TLS_CERT and TLS_KEY are unfit: the certificate before stays in use');
  };
  const timer = setInterval(look, everyMs).unref();
  return () => clearInterval(timer);
}

function isSame(one: TlsPair | null, other: TlsPair | null): boolean {
  return one?.cert === other?.cert && one?.key === other?.key;
}
