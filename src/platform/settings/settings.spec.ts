import { readSettings } from './settings';

describe('settings', () => {
  it('has a default for each name, for a laptop', () => {
    expect(readSettings({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: null,
      demo: null,
      today: null,
    });
  });

  it.each([
    ['ACCORD_TODYA', '2026-01-01', 'ACCORD_TODYA is not a setting of Accord'],
    ['ACCORD_TODAY', '31/12/2026', 'ACCORD_TODAY must be a date written YYYY-MM-DD, not "31/12/2026".'],
    ['ACCORD_TODAY', '2026-02-30', 'ACCORD_TODAY must be a date'],
    ['ACCORD_DEMO', 'yes', 'ACCORD_DEMO must be true or false'],
    ['PORT', '70000', 'PORT must be a port number'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of'],
    ['DATABASE_URL', 'mysql://x', 'DATABASE_URL must be an address like postgres://'],
    ['ACCORD_PUBLIC_URL', 'accord.example', 'ACCORD_PUBLIC_URL must be an address'],
    ['ACCORD_METRICS_TOKEN', 'short', 'ACCORD_METRICS_TOKEN must have at least'],
    ['ACCORD_MASTER_KEY', 'c2hvcnQ=', 'ACCORD_MASTER_KEY must be 32 bytes in base64'],
    ['ACCORD_SMTP_URL', 'mail.example:25', 'ACCORD_SMTP_URL must be an address like smtps://'],
    ['ACCORD_SMTP_URL', 'smtp://mail.example', 'ACCORD_SMTP_URL needs ACCORD_MAIL_FROM'],
    ['ACCORD_MAIL_FROM', 'nobody', 'ACCORD_MAIL_FROM must be an email address'],
  ])('stops the start over %s=%s', (name, value, message) => {
    expect(() => readSettings({ [name]: value })).toThrow(message);
  });

  it('never repeats a password or a master key', () => {
    expect(() => readSettings({ DATABASE_URL: 'mysql://accord:secret@host' })).toThrow(/^(?!.*secret)/);
    expect(() => readSettings({ ACCORD_MASTER_KEY: 'c2VjcmV0' })).toThrow(/^(?!.*c2VjcmV0)/);
    expect(() => readSettings({ ACCORD_SMTP_URL: 'http://accord:secret@host' })).toThrow(/^(?!.*secret)/);
  });

  it('refuses another day than today in production', () => {
    expect(() => readSettings({ ACCORD_TODAY: '2026-01-01', NODE_ENV: 'production' })).toThrow('refused');
  });
});
