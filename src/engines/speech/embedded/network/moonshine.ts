import type { OnnxCall, OnnxRuntime, OnnxValue, OwnValue } from './onnx-session.ts';

/** The decoder's memory of a text that has begun. */
export interface Memory {
  own: readonly OnnxValue[];
  holders: number;
}

interface Step {
  /** Scores of all tokens; overwritten by the next step. */
  scores: Float32Array;
  memory: Memory;
}

/** A stretch of sound that the encoder has heard. */
export interface HeardSound {
  step(token: number, before: Memory | undefined): Step;
  /** Says that one holder fewer needs a memory. */
  drop(memory: Memory): void;
  keep(memory: Memory): void;
  release(): void;
}

export interface Moonshine {
  hear(samples: Float32Array): HeardSound;
}

const vocabularySize = 32_768;
// Sizes of Moonshine-tiny's decoder.
const layers = 6;
const heads = 8;
const headSize = 36;

const layerNames = (prefix: string, side: string): string[] =>
  Array.from({ length: layers }, (_, layer) => layer).flatMap((layer) =>
    ['key', 'value'].map((kind) => `${prefix}.${layer}.${side}.${kind}`),
  );

const textNames = layerNames('past_key_values', 'decoder');
const soundNames = layerNames('past_key_values', 'encoder');
const inputNames = ['input_ids', 'encoder_hidden_states', 'use_cache_branch', ...textNames, ...soundNames];

interface Decoder {
  first: OnnxCall;
  next: OnnxCall;
  token: OwnValue;
  isFirst: OwnValue;
  isNext: OwnValue;
  nothing: OwnValue;
  logits: OwnValue;
}

function prepareDecoder(runtime: OnnxRuntime, path: string): Decoder {
  const network = runtime.open(path);
  const text = layerNames('present', 'decoder');
  const flag = (value: number): OwnValue => {
    const tensor = runtime.tensor('bool', [1]);
    new Uint8Array(tensor.bytes)[0] = value;
    return tensor;
  };
  return {
    first: network.prepare(inputNames, ['logits', ...text, ...layerNames('present', 'encoder')]),
    next: network.prepare(inputNames, ['logits', ...text]),
    token: runtime.tensor('int64', [1, 1]),
    isFirst: flag(0),
    isNext: flag(1),
    nothing: runtime.tensor('float32', [1, heads, 0, headSize]),
    logits: runtime.tensor('float32', [1, 1, vocabularySize]),
  };
}

function listen(decoder: Decoder, hidden: OnnxValue): HeardSound {
  const scores = new Float32Array(decoder.logits.bytes);
  const token = new BigInt64Array(decoder.token.bytes);
  const memories = new Set<Memory>();
  let sound: OnnxValue[] = [];
  const remember = (own: OnnxValue[]): Memory => {
    const memory = { own, holders: 1 };
    memories.add(memory);
    return memory;
  };
  const nothing = Array.from(textNames, () => decoder.nothing);
  const forget = (memory: Memory): void => {
    memories.delete(memory);
    for (const value of memory.own) value.release();
  };
  return {
    step(id, before) {
      token[0] = BigInt(id);
      const head = [decoder.token, hidden];
      if (before === undefined) {
        for (const value of sound) value.release();
        const made = decoder.first.run([...head, decoder.isFirst, ...nothing, ...nothing], [decoder.logits]);
        sound = made.slice(textNames.length);
        return { scores, memory: remember(made.slice(0, textNames.length)) };
      }
      const made = decoder.next.run([...head, decoder.isNext, ...before.own, ...sound], [decoder.logits]);
      return { scores, memory: remember(made) };
    },
    keep(memory) {
      memory.holders += 1;
    },
    drop(memory) {
      memory.holders -= 1;
      if (memory.holders === 0) forget(memory);
    },
    release() {
      for (const memory of memories) forget(memory);
      for (const value of sound) value.release();
      sound = [];
      hidden.release();
    },
  };
}

/** Moonshine-tiny's encoder and decoder, step by step. */
export function openMoonshine(runtime: OnnxRuntime, files: { encoder: string; decoder: string }): Moonshine {
  const encode = runtime.open(files.encoder).prepare(['input_values'], ['last_hidden_state']);
  const decoder = prepareDecoder(runtime, files.decoder);
  return {
    hear(samples) {
      const input = runtime.tensor('float32', [1, samples.length]);
      new Float32Array(input.bytes).set(samples);
      try {
        const [hidden] = encode.run([input]);
        if (hidden === undefined) throw new Error('The encoder gave nothing');
        return listen(decoder, hidden);
      } finally {
        input.release();
      }
    },
  };
}
