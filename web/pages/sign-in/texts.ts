export const signInTexts = {
  title: 'Sign in',
  email: 'E-mail',
  password: 'Password',
  submit: 'Sign in',
  wrong: 'E-mail and password do not belong together.',
  tooMany: (seconds: number) => `Too many tries. Try again in ${seconds} seconds.`,
  forgotten:
    'Forgotten? An owner or admin of your account makes a link for a new password, or whoever runs the server does:',
  command: 'bin/meetric user reset EMAIL',
};
