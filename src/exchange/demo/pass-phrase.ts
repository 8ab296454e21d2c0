import { randomInt } from 'node:crypto';

const WORDS = (
  'acorn amber anchor apple arrow aspen badge baker basil beach berry birch blanket bloom bonnet brook butter button ' +
  'cabin candle canoe carrot castle cedar cherry circle clover cobble copper coral cotton cousin cradle cushion daisy ' +
  'dapple dinner dragon drum ember fabric falcon feather fennel ferry fiddle forest fossil fountain garden ginger ' +
  'glacier glove granite gravel hammer harbour hazel helmet heron hollow honey island jacket jigsaw jumper kettle ' +
  'ladder lantern lemon lentil lilac linen lobster magnet maple marble meadow melon mirror mitten morning mustard ' +
  'needle nutmeg oatmeal orchard otter oyster paddle paper parsley pebble pepper picnic pillow planet pocket pottery ' +
  'puddle quarry quilt rabbit raisin ribbon river rocket saddle saffron sailor sandal scarf shelter shovel silver ' +
  'sparrow spoon stable sunset tablet teapot thimble thunder timber tomato trumpet tulip tunnel turnip velvet violin ' +
  'waffle walnut weaver willow window winter yellow'
).split(' ');

/** Four plain words and a number: easy to type, and 34 bits, which sign-in lets nobody try through. */
export function passPhrase(): string {
  const words = Array.from({ length: 4 }, () => WORDS[randomInt(WORDS.length)] ?? '');
  return [...words, String(randomInt(10, 100))].join('-');
}
