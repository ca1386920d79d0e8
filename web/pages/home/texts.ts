export const homeTexts = {
  title: 'Home',
  morning: (name: string) => `Good morning, ${name}`,
  day: (name: string) => `Good afternoon, ${name}`,
  evening: (name: string) => `Good evening, ${name}`,
  hint: 'Bring a recording or a transcript in where the server runs:',
  command: 'bin/meetric import call.mp3',
};
