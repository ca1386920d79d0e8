import { type Span, sampleRate } from '../pcm-source.ts';

export const wavHeaderBytes = 44;
export const bytesPerSample = 2;

/** A stretch of a raw 16 kHz recording as a WAV file; its samples are read from disk when they are sent. */
export function wavOf(recording: Blob, span: Span): Blob {
  const samples = recording.slice(span.start * bytesPerSample, span.end * bytesPerSample);
  return new Blob([wavHeader(samples.size), samples], { type: 'audio/wav' });
}

/** The header of a WAV file with so many bytes of raw 16 kHz sound behind it. */
export function wavHeader(dataBytes: number): Buffer<ArrayBuffer> {
  const header = Buffer.alloc(wavHeaderBytes);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(wavHeaderBytes - 8 + dataBytes, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * bytesPerSample, 28);
  header.writeUInt16LE(bytesPerSample, 32);
  header.writeUInt16LE(bytesPerSample * 8, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(dataBytes, 40);
  return header;
}
