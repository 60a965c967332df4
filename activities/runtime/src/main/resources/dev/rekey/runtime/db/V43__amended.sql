-- What signed decisions have made of a planned rotation: its owner, its places, its disposition. A
-- projection for people, written in the transaction of the decision's entry; steps and the gate
-- read the chain.
alter table rotation add column amended text;
