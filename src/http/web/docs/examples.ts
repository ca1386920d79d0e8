/** The documented reference's own values. */
export const exampleId = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';

export const exampleMeta = { token_prefix: 'mt_ab12cd34', timestamp: '2026-06-03T09:42:00.000Z' };

/** The body of conversation.completed as the reference shows it, its addresses written out. */
export const completedPayload = {
  event: 'conversation.completed',
  timestamp: '2026-06-03T09:45:00.000Z',
  data: {
    conversation: {
      id: exampleId,
      title: 'Discovery call - Acme',
      company: 'Acme',
      date: '2026-06-03T09:30:00.000Z',
      duration: 1800,
      medium: 'call',
      sentiment: 'positive',
      conversation_type: 'sales',
      summary: 'Customer requested pricing follow-up.',
      department: { id: '11111111-0000-0000-0000-000000000001', name: 'B2B Sales' },
      user: {
        id: '67c869eb-30b1-4eb3-bd2c-be8c912a9827',
        name: 'Erik Lindstrom',
        email: 'erik.lindstrom@example.com',
      },
      participants: [{ name: 'Jane Doe', email: 'jane.doe@example.com', role: 'customer' }],
      transcript: { sentences: [] },
      insights: [],
      recording_url: 'https://example.com/recording',
    },
  },
  _meta: { token_prefix: 'mt_ab12cd34', delivery_id: 'bbbbbbbb-cccc-dddd-eeee-ffffffffffff' },
};
