"""Two look-alikes of the list endpoint on FastAPI, on the product's own tables and without any checks.

/orm: async SQLAlchemy with joined relations and a pydantic response model. /raw: asyncpg and json.dumps by hand.
Environment: BENCH_SOCKET_DIR, BENCH_ACCOUNTS (comma-separated).
"""

import datetime
import itertools
import json
import os
import uuid
from typing import List, Optional

import asyncpg
from fastapi import FastAPI
from fastapi.responses import Response
from pydantic import BaseModel
from sqlalchemy import Column, DateTime, ForeignKey, Integer, Text, select
from sqlalchemy.dialects.postgresql import JSONB, UUID
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import declarative_base, joinedload, relationship, sessionmaker

SOCKET_DIR = os.environ["BENCH_SOCKET_DIR"]
ACCOUNTS = itertools.cycle([uuid.UUID(text) for text in os.environ["BENCH_ACCOUNTS"].split(",")])
CONNECTIONS = 20
LIMIT = 25

Base = declarative_base()


class User(Base):
    __tablename__ = "app_user"
    id = Column(UUID(as_uuid=True), primary_key=True)
    name = Column(Text)
    email = Column(Text)


class Department(Base):
    __tablename__ = "department"
    id = Column(UUID(as_uuid=True), primary_key=True)
    name = Column(Text)


class Conversation(Base):
    __tablename__ = "conversation"
    id = Column(UUID(as_uuid=True), primary_key=True)
    account_id = Column(UUID(as_uuid=True))
    user_id = Column(UUID(as_uuid=True), ForeignKey("app_user.id"))
    department_id = Column(UUID(as_uuid=True), ForeignKey("department.id"))
    status = Column(Text)
    title = Column(Text)
    company = Column(Text)
    started_at = Column(DateTime(timezone=True))
    duration_seconds = Column(Integer)
    medium = Column(Text)
    sentiment = Column(Text)
    conversation_type = Column(Text)
    summary = Column(Text)
    participants = Column(JSONB)
    user = relationship(User)
    department = relationship(Department)


class ShownDepartment(BaseModel):
    id: uuid.UUID
    name: str


class ShownUser(BaseModel):
    id: uuid.UUID
    name: str
    email: str


class Participant(BaseModel):
    name: Optional[str]
    email: Optional[str]
    role: Optional[str]


class ShownConversation(BaseModel):
    id: uuid.UUID
    status: str
    title: str
    company: Optional[str]
    date: datetime.datetime
    duration: Optional[int]
    medium: str
    sentiment: Optional[str]
    conversation_type: Optional[str]
    summary: Optional[str]
    department: Optional[ShownDepartment]
    user: Optional[ShownUser]
    participants: List[Participant]


class Pagination(BaseModel):
    has_more: bool
    limit: int


class Page(BaseModel):
    conversations: List[ShownConversation]
    pagination: Pagination


app = FastAPI()
engine = create_async_engine(
    f"postgresql+asyncpg://meetric@/meetric?host={SOCKET_DIR}", pool_size=CONNECTIONS, max_overflow=0
)
Session = sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)


def window_start():
    return datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=30)


@app.on_event("startup")
async def connect():
    app.state.pool = await asyncpg.create_pool(
        user="meetric", database="meetric", host=SOCKET_DIR, min_size=1, max_size=CONNECTIONS
    )


@app.get("/orm", response_model=Page)
async def orm():
    query = (
        select(Conversation)
        .options(joinedload(Conversation.user), joinedload(Conversation.department))
        .where(Conversation.account_id == next(ACCOUNTS), Conversation.started_at >= window_start())
        .order_by(Conversation.started_at.desc(), Conversation.id.desc())
        .limit(LIMIT + 1)
    )
    async with Session() as session:
        rows = (await session.execute(query)).scalars().all()
    shown = [
        {
            "id": row.id,
            "status": row.status,
            "title": row.title,
            "company": row.company,
            "date": row.started_at,
            "duration": row.duration_seconds,
            "medium": row.medium,
            "sentiment": row.sentiment,
            "conversation_type": row.conversation_type,
            "summary": row.summary,
            "department": {"id": row.department.id, "name": row.department.name},
            "user": {"id": row.user.id, "name": row.user.name, "email": row.user.email},
            "participants": row.participants,
        }
        for row in rows[:LIMIT]
    ]
    return {"conversations": shown, "pagination": {"limit": LIMIT, "has_more": len(rows) > LIMIT}}


RAW = """
select c.*, d.name as department_name, u.name as user_name, u.email as user_email
from (select * from conversation where account_id = $1 and started_at >= $2
      order by started_at desc, id desc limit 26) c
join department d on d.account_id = c.account_id and d.id = c.department_id
join app_user u on u.account_id = c.account_id and u.id = c.user_id
order by c.started_at desc, c.id desc
"""


@app.get("/raw")
async def raw():
    rows = await app.state.pool.fetch(RAW, next(ACCOUNTS), window_start())
    shown = [
        {
            "id": str(row["id"]),
            "status": row["status"],
            "title": row["title"],
            "company": row["company"],
            "date": row["started_at"].isoformat(),
            "duration": row["duration_seconds"],
            "medium": row["medium"],
            "sentiment": row["sentiment"],
            "conversation_type": row["conversation_type"],
            "summary": row["summary"],
            "department": {"id": str(row["department_id"]), "name": row["department_name"]},
            "user": {"id": str(row["user_id"]), "name": row["user_name"], "email": row["user_email"]},
            "participants": json.loads(row["participants"]),
        }
        for row in rows[:LIMIT]
    ]
    page = {"conversations": shown, "pagination": {"limit": LIMIT, "has_more": len(rows) > LIMIT}}
    return Response(json.dumps(page), media_type="application/json")
