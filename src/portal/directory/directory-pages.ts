import { DirectoryOfGroup } from './directory-group.service';
import { DirectoryKeepPage } from './directory-keep.page';
import { DirectoryPage } from './directory.page';
import { IntroductionsPage } from './introductions.page';

/** Who is who, and being introduced, for both sides. What has a word of its own in its address comes first. */
export const DIRECTORY_PAGES = [DirectoryKeepPage, DirectoryPage, IntroductionsPage];

export const DIRECTORY_READERS = [DirectoryOfGroup];
