/** Work of one lane shares nothing but the table with another's: a slow receiver holds up no analysis. */
export const lanes = ['sound', 'pipeline', 'delivery'] as const;
export type Lane = (typeof lanes)[number];

/** Whether suspects of the lane run alone. A delivery may wait for its receiver, which would hold up all others. */
export const isApart = (lane: Lane): boolean => lane !== 'delivery';

interface KindRow {
  lane: Lane;
  /** The kind of object that the job works on. */
  subject: 'conversation' | 'webhook_subscription' | 'card_owner' | 'account';
  /** It is queued days before it is due: nobody waits for it. */
  waits: boolean;
}

/** THE TABLE of job kinds. Each has a handler in server/workers.ts. */
export const jobKinds = {
  decode: { lane: 'sound', subject: 'conversation', waits: false },
  recognise: { lane: 'sound', subject: 'conversation', waits: false },
  speakers: { lane: 'sound', subject: 'conversation', waits: false },
  peaks: { lane: 'sound', subject: 'conversation', waits: false },
  analyse: { lane: 'pipeline', subject: 'conversation', waits: false },
  erase: { lane: 'pipeline', subject: 'conversation', waits: true },
  /** Cards that a renamed user or department leaves to be made anew. */
  cards: { lane: 'pipeline', subject: 'card_owner', waits: false },
  /** Conversations of an account that a search does not find yet, from before there was one. */
  index: { lane: 'pipeline', subject: 'account', waits: false },
  /** A subscription is failing or disabled: the operator is told. */
  health_mail: { lane: 'pipeline', subject: 'webhook_subscription', waits: false },
  deliver: { lane: 'delivery', subject: 'webhook_subscription', waits: false },
} as const satisfies Record<string, KindRow>;
export type JobKind = keyof typeof jobKinds;

/** The data that a job carries beside its subject. The compiler refuses any other property. */
interface Payloads {
  decode: NoPayload;
  recognise: NoPayload;
  speakers: NoPayload;
  peaks: NoPayload;
  /** `again`: the conversation was completed before. */
  analyse: { again?: 'true' };
  erase: NoPayload;
  /** `after`: the id of the last conversation that is done. */
  cards: { after: string };
  index: NoPayload;
  /** As in HealthChange; an empty reason is none. */
  health_mail: { state: 'failing' | 'disabled'; reason: string; failures: string };
  /** `attemptsBefore`: of a delivery that is replayed; its schedule begins after them. */
  deliver: { deliveryId: string; attemptsBefore?: number };
}
type NoPayload = Record<string, never>;
export type Payload<Kind extends JobKind> = Payloads[Kind];

export type KindIn<L extends Lane> = {
  [Kind in JobKind]: (typeof jobKinds)[Kind]['lane'] extends L ? Kind : never;
}[JobKind];

const rows: readonly [string, KindRow][] = Object.entries(jobKinds);

/** The kinds that somebody waits for. */
export const awaitedKinds: readonly string[] = rows.flatMap(([kind, { waits }]) => (waits ? [] : [kind]));

const ofConversations = rows.filter(([, { subject }]) => subject === 'conversation');
/** The steps of a conversation, one of which people see. */
export const stepKinds: readonly string[] = ofConversations.flatMap(([kind, { waits }]) =>
  waits ? [] : [kind],
);
/** The lanes that hold all jobs of a conversation. */
export const conversationLanes: readonly Lane[] = lanes.filter((lane) =>
  ofConversations.some(([, row]) => row.lane === lane),
);

/** `due_at` of a job that waits with its deleted conversation: it is never due. */
export const parked = 'infinity';
