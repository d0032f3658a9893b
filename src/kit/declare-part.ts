import { Field, ObjectType } from 'type-graphql';
import { partDeclaration, type Constructor } from './slice';

/** Declares a part that only root fields return: those that a slice's fields return are declared with the slice. */
export function declarePart(target: Constructor): void {
  const part = partDeclaration(target);
  if (part === undefined) throw new Error(`${target.name} is not declared with @Part`);
  ObjectType({ description: part.zh })(target);
  for (const fact of part.facts)
    Field(fact.type as () => never, { nullable: !fact.required, description: fact.zh })(
      target.prototype,
      fact.name,
    );
}
