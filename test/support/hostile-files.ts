import { crc32, deflateRawSync } from 'node:zlib';

/** An archive as a word processor writes them, small, whose one text unpacks to so many bytes of nothing. */
export function zipBomb(unpackedBytes: number): Buffer {
  const name = Buffer.from('word/document.xml');
  const unpacked = Buffer.alloc(unpackedBytes);
  const packed = deflateRawSync(unpacked, { level: 9 });
  const sizes = Buffer.alloc(12);
  sizes.writeUInt32LE(crc32(unpacked), 0);
  sizes.writeUInt32LE(packed.length, 4);
  sizes.writeUInt32LE(unpacked.length, 8);
  const lengths = Buffer.from([name.length, 0, 0, 0]);
  const how = Buffer.from([20, 0, 0, 0, 8, 0, 0, 0, 0, 0]);
  const file = Buffer.concat([Buffer.from('PK\x03\x04'), how, sizes, lengths, name, packed]);
  const rest = Buffer.alloc(14);
  const listed = Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), how, sizes, lengths, rest.subarray(0, 14), name]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(file.length, 12);
  return Buffer.concat([file, listed, Buffer.from('PK\x05\x06'), end]);
}

/** What Windows runs, whatever it is called. */
export const PROGRAM = Buffer.concat([
  Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff', 'latin1'),
  Buffer.alloc(2000),
]);
