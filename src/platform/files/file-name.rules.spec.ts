import { attachmentNamed, cleanFileName, documentName } from './file-name.rules';

describe('the name of a file', () => {
  it.each([
    ['C:\\Users\\Sam\\Invoice 14.pdf', 'Invoice 14.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['.htaccess', 'htaccess'],
    ['Rechnung\r\nSet-Cookie: a.pdf', 'RechnungSet-Cookie_ a.pdf'],
    ['invoice\u202egpj.exe', 'invoicegpj.exe'],
    ['a "quoted" <name>.png', 'a _quoted_ _name_.png'],
    ['   ', 'file'],
    ['', 'file'],
  ])('is made harmless: %j', (name, clean) => {
    expect(cleanFileName(name)).toBe(clean);
  });

  it('has the ending of what the file really is', () => {
    expect(documentName('invoice.pdf', 'application/pdf')).toBe('invoice.pdf');
    expect(documentName('IMG_0042.JPEG', 'image/jpeg')).toBe('IMG_0042.JPEG');
    expect(documentName('invoice.pdf', 'image/jpeg')).toBe('invoice.jpg');
    expect(documentName('invoice.pdf.exe', 'application/pdf')).toBe('invoice.pdf');
    expect(documentName('invoice.exe', 'application/pdf')).toBe('invoice.pdf');
    expect(documentName('scan v1.2', 'application/pdf')).toBe('scan v1.2.pdf');
    expect(documentName('image', 'image/heic')).toBe('image.heic');
    expect(documentName('.pdf', 'application/pdf')).toBe('pdf.pdf');
  });

  it('is never longer than a column holds, and keeps its ending', () => {
    const long = documentName(`${'a'.repeat(500)}.pdf`, 'application/pdf');
    expect(long.length).toBeLessThanOrEqual(120);
    expect(long).toMatch(/^a+….pdf$/u);
    expect(documentName('😀'.repeat(200), 'application/pdf').length).toBeLessThanOrEqual(120);
  });

  it('goes into a header whole for those who can read it, and in plain letters for the others', () => {
    expect(attachmentNamed("Café (1)'s.pdf")).toBe(
      `attachment; filename="Caf_ (1)_s.pdf"; filename*=UTF-8''Caf%C3%A9%20%281%29%27s.pdf`,
    );
  });
});
