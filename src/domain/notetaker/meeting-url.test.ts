import { expect, test } from 'vitest';
import { type Platform, platformOf } from './meeting-url.ts';

const publicUrl = 'https://calls.example.com';

const rows: [Platform | null, string][] = [
  ['google_meet', 'https://meet.google.com/abc-defg-hij'],
  ['google_meet', 'https://MEET.google.com/abc-defg-hij?authuser=0'],
  ['google_meet', 'https://meet.google.com/lookup/team_sync-1'],
  [
    'microsoft_teams',
    'https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%7d',
  ],
  ['microsoft_teams', 'https://teams.microsoft.com/meet/2345678901234?p=abc'],
  ['microsoft_teams', 'https://teams.live.com/meet/9312345678901'],
  ['zoom', 'https://zoom.us/j/1234567890'],
  ['zoom', 'https://us02web.zoom.us/j/12345678901?pwd=x'],
  ['zoom', 'https://acme.zoom.us/my/jane.doe'],
  ['zoom', 'https://app.zoom.us/wc/join/12345678901'],
  ['zoom', 'https://acme.zoom.us/wc/12345678901/join'],
  ['jitsi', 'https://meet.jit.si/WeeklyReview'],
  ['jitsi', 'https://8x8.vc/vpaas-magic-cookie-1/Room'],
  ['jitsi', 'https://jitsi.example.org/room'],
  ['jitsi', 'https://meet.example.org/team/room'],
  ['janus', 'https://janus.example.org/demos/videoroom.html?room=1234'],
  ['janus', 'https://janus.example.org/videoroomtest.html'],
  ['room', 'https://calls.example.com/room/weekly-1'],
  ['room', 'https://calls.example.com/rooms/weekly-1'],
  [null, 'https://calls.example.com/room/'],
  [null, 'http://calls.example.com/room/weekly-1'],
  [null, 'https://calls.example.com:8443/room/weekly-1'],
  [null, 'https://calls.example.com.evil.test/room/weekly-1'],
  [null, 'https://meet.google.com/'],
  [null, 'https://meet.google.com/landing'],
  [null, 'https://meet.google.com/abc-defg-hijk'],
  [null, 'https://meet.google.com.evil.test/abc-defg-hij'],
  [null, 'https://evil.test/meet.google.com/abc-defg-hij'],
  [null, 'https://xmeet.google.com/abc-defg-hij'],
  [null, 'https://zoom.us.evil.test/j/1234567890'],
  [null, 'https://evilzoom.us/j/1234567890'],
  [null, 'https://zoom.us/j/12345'],
  [null, 'https://teams.microsoft.com.evil.test/meet/1234'],
  [null, 'https://teams.microsoft.com/'],
  [null, 'https://user:pass@meet.google.com/abc-defg-hij'],
  [null, 'https://meet.google.com@evil.test/abc-defg-hij'],
  [null, 'ftp://meet.google.com/abc-defg-hij'],
  [null, 'javascript:alert(1)'],
  [null, 'meet.google.com/abc-defg-hij'],
  [null, ''],
  [null, 'https://example.com/anything'],
];
test.each(rows)('%s is the platform of %s', (platform, url) => {
  expect(platformOf(url, publicUrl, null)).toBe(platform);
});

const named: [Platform | null, Platform, string][] = [
  ['jitsi', 'jitsi', 'https://video.example.org/room'],
  ['janus', 'janus', 'https://video.example.org/some/page.html'],
  ['zoom', 'zoom', 'https://zoom.us/j/1234567890'],
  [null, 'zoom', 'https://meet.google.com/abc-defg-hij'],
  [null, 'jitsi', 'https://meet.google.com/abc-defg-hij'],
  [null, 'google_meet', 'https://video.example.org/abc-defg-hij'],
  [null, 'zoom', 'https://zoom.example.org/j/1234567890'],
  [null, 'room', 'https://elsewhere.example.org/room/weekly-1'],
  [null, 'jitsi', 'https://video.example.org/'],
  [null, 'jitsi', 'https://user@video.example.org/room'],
];
test.each(named)('%s where the caller names %s for %s', (platform, wanted, url) => {
  expect(platformOf(url, publicUrl, wanted)).toBe(platform);
});

test('rooms lie under the public URL, its path included', () => {
  const behindProxy = 'https://example.com/meetric';
  expect(platformOf('https://example.com/meetric/room/weekly', behindProxy, null)).toBe('room');
  expect(platformOf('https://example.com/other/room/weekly', behindProxy, null)).toBeNull();
});
