import { packTranscript } from '../conversations/packed-transcript.ts';

/** The content of every test delivery. It is in no table: its conversation is made up, and no id is this one by chance. */
export const testContentId = '00000000-0000-4000-8000-7e57c0117e57';

interface TestDelivery {
  conversationId: string;
  createdAt: Date;
}

const transcript = {
  sentences: [
    { speaker_name: 'Test Speaker', start: 0, end: 2.5, text: 'This conversation never took place.' },
    { speaker_name: 'Test Listener', start: 2.5, end: 5, text: 'It only shows that deliveries arrive.' },
  ],
};
const insights = [
  {
    id: '00000000-0000-4000-8000-7e5717516475',
    type: 'next_step',
    title: 'Made up',
    text: 'No real conversation stands behind this delivery.',
    evidence: [],
  },
];

/** The parts of a test delivery's body, the same for each of its attempts. */
export function testContent({ conversationId, createdAt }: TestDelivery): {
  conversation: string;
  transcript: Buffer;
  transcriptBytes: number;
  insights: string;
  recordingId: null;
} {
  const { deflated, bytes } = packTranscript(conversationId, transcript);
  const conversation = {
    id: conversationId,
    title: 'Test delivery (made up, no real conversation)',
    company: 'Made-up company',
    date: createdAt.toISOString(),
    duration: 5,
    medium: 'call',
    sentiment: 'neutral',
    conversation_type: 'sales',
    summary: 'A test of the webhook. Nobody said any of this.',
    department: null,
    user: null,
    participants: [{ name: 'Test Speaker', email: null, role: null }],
  };
  return {
    conversation: JSON.stringify(conversation),
    transcript: deflated,
    transcriptBytes: bytes,
    insights: JSON.stringify(insights),
    recordingId: null,
  };
}
