import { whyNoPayeeName } from './payee-name.rules';

describe('the name of an account holder', () => {
  it.each(['Harbour Lights CIO', 'Zoë’s Harbour Fund', 'Łódź & Co. (2)', '42nd Street'])('may be %s', (name) => {
    expect(whyNoPayeeName(name)).toBeNull();
  });

  it('has something that a bank carries', () => {
    for (const name of ['🎉', '…', '香港']) expect(whyNoPayeeName(name)).toContain('letters from A to Z');
  });

  it('is on one line, and reads as it is written', () => {
    for (const name of ['Harbour\nLights', 'Harbour\tLights', 'Harbour \u202estnuocca', 'Har\u200bbour']) {
      expect(whyNoPayeeName(name)).toContain('on one line');
    }
  });
});
