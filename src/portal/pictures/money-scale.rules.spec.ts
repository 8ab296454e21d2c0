import { scaleTo } from './money-scale.rules';

const words = (pounds: number) => scaleTo(pounds * 100).marks.map(({ text }) => text);

describe('the amounts beside a picture', () => {
  it.each([
    [12_000, ['£0', '£2.5k', '£5k', '£7.5k', '£10k', '£12.5k']],
    [49_500, ['£0', '£10k', '£20k', '£30k', '£40k', '£50k']],
    [3, ['£0', '£1', '£2', '£3']],
    [1_900_000, ['£0', '£500k', '£1m', '£1.5m', '£2m']],
    [9_999_999_999, ['£0', '£2bn', '£4bn', '£6bn', '£8bn', '£10bn']],
  ])('are round, few and reach up to £%d', (pounds, marks) => {
    expect(words(pounds)).toEqual(marks);
  });
});
