import type { Db } from '../../db/pool.ts';
import { jobKinds } from '../../jobs/kinds.ts';
import { type ClaimWish, claimDueJobs, claimJobsOfSubjects, type Job } from '../../jobs/queue.ts';
import type { EndpointPaces, Pace } from './endpoint-paces.ts';

const { lane } = jobKinds.deliver;

/** Of a slow subscription: one is sent and one is ready. */
const heldOfSlow = 2;
/** Of a slow one that answers, but late: twice what is sent at once. */
const heldOfLate = 20;
/** Of all that is held. */
const mostHeldOfQuick = 512;
const mostHeldOfNew = 1_024;
const mostHeldOfSlow = 128;
/** Subscriptions that one claim asks for by name; each costs it about 10 µs. */
const mostNamed = 512;
/** Named as not wanted; each costs a claim about 2 µs. */
const mostPassed = 4_096;
/** Of slow or new subscriptions: those that answer are then asked for by name, and all others only now and then. */
const crowd = 32;
const asksAllMs = 250;

type Jobs = Job<'deliver'>[];

/** How many are held of each subscription, and of all of a pace. */
interface Hand {
  held: Map<string, number>;
  ofPace: Record<Pace, number>;
  /** Deliveries to those that answer may stand behind all that are due to others. */
  isCrowded: boolean;
}

/** Claims one of each subscription that has none in hand, then more of those that answer soon, then some of the slow ones. */
export async function claimInTurns(tx: Db, wish: ClaimWish, paces: EndpointPaces): Promise<Jobs> {
  const slow = paces.ofPace('slow');
  const hand = handOf(wish.running, paces, slow.length);
  const asksAll = !hand.isCrowded || paces.mayAskAll(asksAllMs);
  const first = asksAll ? await claimFirst(tx, wish, hand, slow) : [];
  const isQuick = ({ subjectId }: Job): boolean => paces.paceOf(subjectId) === 'quick';
  for (const { subjectId } of first) hand.held.set(subjectId, 1);
  hand.ofPace.quick += first.filter(isQuick).length;
  hand.isCrowded ||= first.filter((job) => !isQuick(job)).length >= crowd;
  const room = Math.min(wish.limit - first.length, mostHeldOfQuick - hand.ofPace.quick);
  const more = await claimOf(tx, wish, room, quickRooms(wish, hand, paces));
  const left = Math.min(wish.limit - first.length - more.length, mostHeldOfSlow - hand.ofPace.slow);
  const late = asksAll && left > 0 ? await claimOf(tx, wish, left, slowRooms(slow, hand, paces)) : [];
  return [...first, ...more, ...late];
}

function handOf(running: readonly string[], paces: EndpointPaces, slow: number): Hand {
  const held = new Map<string, number>();
  for (const subscription of running) held.set(subscription, (held.get(subscription) ?? 0) + 1);
  const ofPace = { quick: 0, new: 0, slow: 0 };
  for (const [subscription, count] of held) ofPace[paces.paceOf(subscription)] += count;
  return { held, ofPace, isCrowded: slow >= crowd || ofPace.new >= crowd };
}

/** Those that are known to be slow have their own share. */
async function claimFirst(tx: Db, wish: ClaimWish, { held, ofPace }: Hand, slow: string[]): Promise<Jobs> {
  // New ones that hang are slow by now, and are still in hand.
  const others = ofPace.new + Math.max(0, ofPace.slow - mostHeldOfSlow);
  const limit = Math.min(wish.limit, mostHeldOfNew - others);
  if (limit <= 0) return [];
  const running = [...held.keys(), ...slow.slice(-mostPassed)];
  return claimDueJobs(tx, lane, { ...wish, limit, perSubject: 1, running });
}

interface Room {
  subjectId: string;
  room: number;
}

/** Those with the fewest in hand first; in a crowd also those with nothing in hand, in turns. */
function quickRooms({ perSubject }: ClaimWish, { held, isCrowded }: Hand, paces: EndpointPaces): Room[] {
  const active = [...held.keys()].filter((subscription) => paces.paceOf(subscription) === 'quick');
  const idle = isCrowded ? paces.ofPace('quick').filter((subscription) => !held.has(subscription)) : [];
  const named = idle.slice(0, mostNamed);
  for (const subscription of named) paces.passTurn(subscription);
  return [...named, ...active]
    .map((subjectId) => ({ subjectId, room: perSubject - (held.get(subjectId) ?? 0) }))
    .filter(({ room }) => room > 0)
    .sort((a, b) => b.room - a.room);
}

/** In turns. */
function slowRooms(slow: readonly string[], { held }: Hand, paces: EndpointPaces): Room[] {
  const rooms = slow
    .map((subjectId) => {
      const most = paces.answers(subjectId) ? heldOfLate : heldOfSlow;
      return { subjectId, room: most - (held.get(subjectId) ?? 0) };
    })
    .filter(({ room }) => room > 0)
    .slice(0, mostNamed);
  for (const { subjectId } of rooms) paces.passTurn(subjectId);
  return rooms;
}

async function claimOf(tx: Db, wish: ClaimWish, limit: number, rooms: Room[]): Promise<Jobs> {
  if (limit <= 0 || rooms.length === 0) return [];
  const { leaseMs, held = [] } = wish;
  return claimJobsOfSubjects(tx, lane, { limit, leaseMs, rooms, held });
}
