import { documentTypeOf } from './file-kind.rules';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const whole = (text: string) => documentTypeOf(bytes(text), bytes(text));

/** An archive with nothing in it, and a comment. */
const archive = (comment = '') =>
  `PK\x05\x06${'\0'.repeat(16)}${String.fromCharCode(comment.length & 255, comment.length >> 8)}${comment}`;

describe('what a file is', () => {
  it.each([
    ['application/pdf', '%PDF-1.7\n…%%EOF'],
    ['image/png', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'],
    ['image/jpeg', '\xff\xd8\xff\xe1\0\x10Exif'],
    ['image/webp', 'RIFF\x10\0\0\0WEBPVP8 '],
    ['image/heic', '\0\0\0\x18ftypheic\0\0\0\0mif1'],
    ['image/heif', '\0\0\0\x18ftypmif1\0\0\0\0heic'],
  ])('is told from its first bytes: %s', (type, contents) => {
    expect(whole(contents)).toBe(type);
  });

  it.each([
    ['a program for Windows', 'MZ\x90\0\x03'],
    ['a program for Linux', '\x7fELF\x02'],
    ['an archive', `PK\x03\x04${archive()}`],
    ['a page', '<!DOCTYPE html><html></html>'],
    ['a drawing that can hold a script', '<svg xmlns="http://www.w3.org/2000/svg">'],
    ['a film in a container like that of a photo', '\0\0\0\x18ftypmp42\0\0\0\0isom'],
    ['a sound in a container like that of a picture', 'RIFF\x10\0\0\0WAVEfmt '],
    ['a PDF that does not begin at its beginning', '\n%PDF-1.7'],
    ['a text', 'Invoice 1'],
    ['nothing', ''],
  ])('is nothing that is taken: %s', (_, contents) => {
    expect(whole(contents)).toBeNull();
  });

  it('is not taken where it is at the same time an archive, as a program would open it', () => {
    expect(whole(`%PDF-1.7\n%%EOF${archive()}`)).toBeNull();
    expect(whole(`\xff\xd8\xff\xe0${archive('with a comment')}`)).toBeNull();
  });

  it('is taken where it only mentions the beginning of an archive', () => {
    expect(whole(`%PDF-1.7\n${archive()}more\n%%EOF`)).toBe('application/pdf');
  });

  it('is not taken where a browser might take its beginning for a page', () => {
    expect(whole('\xff\xd8\xff\xfe\0\x30<script>alert(1)</script>')).toBeNull();
    expect(whole('%PDF-1.7\n<html><body onload=x>')).toBeNull();
  });

  it('is taken with the description that a camera writes into a photo', () => {
    expect(whole('\xff\xd8\xff\xe1\0\x30<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>')).toBe('image/jpeg');
  });
});
