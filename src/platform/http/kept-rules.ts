import { getMetadataStorage } from 'class-validator';

type Storage = ReturnType<typeof getMetadataStorage>;
type Look = Storage['getTargetValidationMetadatas'];

const keeping = new WeakSet<Storage>();

/**
 * class-validator goes through the rules of all classes whenever it validates an object, to find those that the object's
 * class inherits. The rules of a class stay the same once it is loaded, so they are looked for once.
 */
export function keepRulesOfClasses(): void {
  const storage = getMetadataStorage();
  if (keeping.has(storage)) return;
  keeping.add(storage);
  const look: Look = storage.getTargetValidationMetadatas.bind(storage);
  const kept = new Map<Parameters<Look>[0], ReturnType<Look>>();
  storage.getTargetValidationMetadatas = (ofClass, schema, always, strict, groups) => {
    const plain = !schema && !always && !strict && (groups ?? []).length === 0;
    if (!plain) return look(ofClass, schema, always, strict, groups);
    const known = kept.get(ofClass);
    if (known !== undefined) return known;
    const rules = look(ofClass, schema, always, strict, groups);
    kept.set(ofClass, rules);
    return rules;
  };
}
