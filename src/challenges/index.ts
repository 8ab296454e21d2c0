export { ChallengeMoves } from './challenge-moves.service';
export { ChallengesModule } from './challenges.module';
export { Challenges } from './challenges.service';
