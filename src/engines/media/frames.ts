export type FrameHeader = {
  frameBytes: number;
  frameSamples: number;
  sampleRate: number;
  channels: number;
  /** Equal for frames that one decoder takes one after the other. */
  format: string;
};

/** The first frame of a file may describe the whole of it; it holds no sound. */
export type Announcement = {
  seconds: number | null;
  bytes: number | null;
  /** Sound at both ends that the encoder added and the decoder takes away. */
  trimmedSeconds: number;
};

/** How the frames of a stream without a container are told from other bytes. */
export type FrameSyntax = {
  readHeader: (bytes: Uint8Array, offset: number) => FrameHeader | null;
  readAnnouncement: (bytes: Uint8Array, offset: number) => Announcement | null;
};

/** Frames of one format that follow each other. */
export type FrameGroup = {
  kind: 'frames';
  header: FrameHeader;
  frames: Uint8Array[];
  seconds: number;
  /** Set where the first frame is an announcement: here begins what was a file of its own. */
  announcement: Announcement | null;
};

/** Bytes between frames that are neither frames nor tags. */
export type FrameJunk = { kind: 'junk'; bytes: number; isAtEnd: boolean };
