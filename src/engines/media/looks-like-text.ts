// Controls that texts have: tab, line feed, vertical tab, form feed, return, the end mark of DOS and escape.
const textControls = new Set([9, 10, 11, 12, 13, 26, 27]);
const deleteCode = 127;
const space = 0x20;
const lineFeed = 0x0a;
/** Words of any language that puts spaces between them are shorter on average; so are lines of those that do not. */
const leastSpaces = 1 / 40;
const mostSpaces = 1 / 2;

/** Whether the beginning of a file is text in UTF-8, UTF-16 or an encoding of single bytes. */
export function looksLikeText(bytes: Uint8Array): boolean {
  const wide = wideEncoding(bytes);
  if (wide !== null) return isPlain(new TextDecoder(wide).decode(bytes.subarray(0, bytes.length & ~1)));
  if (bytes.length === 0 || bytes.some(isBinary)) return false;
  // Silence of G.711 is one byte again and again, and some of them are letters.
  if (new Set(bytes).size === 1 && bytes.length > 1) return false;
  return isUtf8(bytes) || hasWords(bytes);
}

function isBinary(byte: number): boolean {
  return (byte < space && !textControls.has(byte)) || byte === deleteCode;
}

function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // Without a byte order mark: in most languages' letters one of the two bytes is zero.
  const zeros = [0, 0];
  bytes.forEach((byte, index) => {
    if (byte === 0) zeros[index & 1] = (zeros[index & 1] ?? 0) + 1;
  });
  const [high = 0, low = 0] = zeros;
  const most = bytes.length / 4;
  if (low > most && high === 0) return 'utf-16le';
  return high > most && low === 0 ? 'utf-16be' : null;
}

// Controls are none; of private characters, broken pairs and places that have no character yet there may be a few.
function isPlain(text: string): boolean {
  const controls = text.match(/\p{Cc}/gu) ?? [];
  if (text.length === 0 || controls.some((control) => isBinary(control.charCodeAt(0)))) return false;
  const odd = text.match(/[\p{Co}\p{Cs}\p{Cn}\ufffd]/gu)?.length ?? 0;
  return odd <= 1 + text.length / 100;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    // The window may end within a character.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function hasWords(bytes: Uint8Array): boolean {
  const spaces = bytes.reduce((sum, byte) => sum + (byte === space || byte === lineFeed ? 1 : 0), 0);
  return spaces >= bytes.length * leastSpaces && spaces <= bytes.length * mostSpaces;
}
