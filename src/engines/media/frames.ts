export type FrameHeader = {
  readonly frameBytes: number;
  readonly frameSamples: number;
  readonly sampleRate: number;
  readonly channels: number;
  /** Equal for frames that one decoder takes one after the other. */
  readonly format: string;
};

/** The first frame of a file may describe the whole of it; it holds no sound. */
export type Announcement = {
  readonly seconds: number | null;
  readonly bytes: number | null;
  /** Sound at both ends that the encoder added and the decoder takes away. */
  readonly trimmedSeconds: number;
};

/** How the frames of a stream without a container are told from other bytes. */
export type FrameSyntax = {
  readonly readHeader: (bytes: Uint8Array, offset: number) => FrameHeader | null;
  readonly readAnnouncement: (bytes: Uint8Array, offset: number) => Announcement | null;
};

/** Frames of one format that follow each other. */
export type FrameGroup = {
  readonly kind: 'frames';
  readonly header: FrameHeader;
  readonly frames: Uint8Array[];
  readonly seconds: number;
  /** Set where the first frame is an announcement: here begins what was a file of its own. */
  readonly announcement: Announcement | null;
};

/** Bytes between frames that are neither frames nor tags. */
export type FrameJunk = { readonly kind: 'junk'; readonly bytes: number; readonly isAtEnd: boolean };
